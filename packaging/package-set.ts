import { join } from "node:path";
import { type BuildResult, build, type Plugin } from "esbuild";
import type { ArtifactPackage } from "./artifact.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { bundlingOptions } from "./bundle.ts";
import { bundleGraph } from "./bundle-graph.ts";
import { BUNDLE_OPTIONS } from "./bundle-options.ts";
import { bundleWarnings } from "./bundle-warnings.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { deflateAhead } from "./deflated.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { type LayerImport, layerImports } from "./layer-imports.ts";
import type { Interop } from "./module-interop.ts";
import { exportedName, type UsedPackage } from "./package-imports.ts";
import { inParts, pipelined } from "./pipelined.ts";
import { sha256 } from "./sha256.ts";
import type { Trace } from "./trace.ts";
import { createTracer } from "./trace-of.ts";

/** The names that some own code uses of packages: all functions with the same ones share one bundle of them. */
export interface PackageSet {
  readonly interop: Interop;
  /** In the order of their evaluation. */
  readonly packages: readonly UsedPackage[];
}

/** A set, bundled down to its names, now or before. */
export interface BundledSet {
  readonly key: string;
  /** A CommonJS module with the exports of `exportedName`. */
  readonly code: Uint8Array;
  /** In hexadecimal digits. */
  readonly codeSha256: string;
  /** What it was made from; undefined for what was bundled before. */
  readonly made?: { readonly trace: Trace; readonly inputs: readonly string[] };
  readonly packages: readonly ArtifactPackage[];
  /** Its heaviest files. */
  readonly contents: readonly ArtifactContent[];
  /** A line for each. */
  readonly warnings: readonly string[];
  readonly layerImports: readonly LayerImport[];
}

/**
 * esbuild holds all bundles of a pass in memory at once, and reads the packages again for each pass: with more sets the next pass
 * runs while this process zips what the one before has made.
 */
const MAX_SETS_OF_A_PASS = 25;

const NAMESPACE = "terraloom-set";

/** The digest of what a set asks for; the content of its packages is not in it. */
export function packageSetKey(set: PackageSet, provided: readonly LayerPackage[]): string {
  const external = provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort();
  return sha256(JSON.stringify([BUNDLE_OPTIONS, external, set.interop, set.packages]));
}

/** Bundles those sets in one pass of esbuild that were not bundled before; in the order of `sets`, none depends on another. */
export async function bundlePackageSets(
  context: BuildContext,
  sets: readonly PackageSet[],
  provided: readonly LayerPackage[],
): Promise<readonly BundledSet[]> {
  const recalled = sets.map((set) => recalledSet(context, packageSetKey(set, provided)));
  const left = sets.filter((_, index) => recalled[index] === undefined);
  const bundled = await bundleSets(context, left, provided);
  return sets.map((set, index) => recalled[index] ?? (bundled[left.indexOf(set)] as BundledSet));
}

/** Keeps what was bundled now for the next build; to be called once its sources are known to have stayed the same. */
export function rememberPackageSets(context: BuildContext, sets: Iterable<BundledSet>): void {
  for (const { key, code, codeSha256, made, packages, contents, warnings, layerImports } of new Set(sets)) {
    if (made === undefined) continue;
    const { trace } = made;
    const details: SetDetails = { contents, layerImports };
    context.cache.rememberSet(key, { trace, codeSha256, packages, warnings, details }, code);
  }
}

type SetDetails = Pick<BundledSet, "contents" | "layerImports">;

function recalledSet(context: BuildContext, key: string): BundledSet | undefined {
  const recalled = context.cache.recallSet<SetDetails>(key);
  if (recalled === undefined) return undefined;
  const { code, codeSha256, packages, warnings, details } = recalled;
  return { key, code, codeSha256, packages, warnings, ...details };
}

async function bundleSets(
  context: BuildContext,
  sets: readonly PackageSet[],
  provided: readonly LayerPackage[],
): Promise<readonly BundledSet[]> {
  const parts = await pipelined(
    inParts(sets, MAX_SETS_OF_A_PASS),
    (part) => build(passOptions(context, part, provided)),
    (output, part) => bundledSets(context, part, provided, output),
  );
  return (await Promise.all(parts)).flat();
}

function passOptions(context: BuildContext, sets: readonly PackageSet[], provided: readonly LayerPackage[]) {
  const options = bundlingOptions(context, provided);
  return {
    ...options,
    entryPoints: sets.map((_, index) => ({ in: `${NAMESPACE}:${index}`, out: String(index) })),
    plugins: [setEntries(context, sets), ...options.plugins],
  };
}

async function bundledSets(
  context: BuildContext,
  sets: readonly PackageSet[],
  provided: readonly LayerPackage[],
  output: BuildResult<ReturnType<typeof passOptions>>,
): Promise<readonly BundledSet[]> {
  const { metafile } = output;
  const graph = bundleGraph(context.tree, metafile);
  const tracer = createTracer(context.tree, metafile);
  const bundled = sets.map(async (set, index) => {
    const key = `bundles/${index}.js`;
    const described = output.metafile.outputs[key];
    const file = output.outputFiles.find(({ path }) => path === join(context.projectRoot, key));
    if (described?.entryPoint === undefined || file === undefined) throw new Error(`esbuild gave no ${key}.`);
    void deflateAhead(file.contents); // while this thread goes on
    const inputs = graph.filesFrom(described.entryPoint);
    const files = new Set(inputs); // modules of plugins are none
    const contents = Object.entries(described.inputs)
      .filter(([path]) => files.has(path))
      .map(([path, { bytesInOutput }]) => ({ path, sizeBytes: bytesInOutput }));
    return {
      key: packageSetKey(set, provided),
      code: file.contents,
      codeSha256: sha256(file.contents),
      made: { trace: tracer.traceOf(inputs), inputs },
      packages: bundledPackages(context.tree, inputs),
      contents: heaviestOf(contents),
      warnings: bundleWarnings(output.warnings, inputs),
      layerImports: await layerImports(context, provided, { metafile, output: key, inputs }),
    };
  });
  return Promise.all(bundled);
}

/** The entries as modules that exist in no folder; their extension says whose interop they follow. */
function setEntries(context: BuildContext, sets: readonly PackageSet[]): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, ({ path }) => {
        const index = Number(path.slice(NAMESPACE.length + 1));
        const extension = sets[index]?.interop === "node" ? "mjs" : "js";
        return { path: `${index}.${extension}`, namespace: NAMESPACE };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
        contents: setEntry(context, sets[Number.parseInt(path, 10)]?.packages ?? []),
        loader: "js",
        resolveDir: context.projectRoot,
      }));
    },
  };
}

function setEntry(context: BuildContext, packages: readonly UsedPackage[]): string {
  return packages.map((_, index) => setStatement(context, packages, index)).join("\n");
}

function setStatement(context: BuildContext, packages: readonly UsedPackage[], index: number): string {
  const { path, names } = packages[index] as UsedPackage;
  const from = JSON.stringify(join(context.projectRoot, path));
  if (names.length === 0) return `import ${from};`;
  const exported = (name: string) => exportedName(packages, index, name);
  const named = names.filter((name) => name !== "*").map((name) => `${name} as ${exported(name)}`);
  const whole = names.includes("*") ? `export * as ${exported("*")} from ${from};` : "";
  return named.length === 0 ? whole : `${whole}export { ${named.join(", ")} } from ${from};`;
}
