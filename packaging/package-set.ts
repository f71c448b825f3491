import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { BUNDLE_OPTIONS, bundlingOptions, reachableFrom } from "./bundle.ts";
import type { LayerPackage } from "./layer-externals.ts";
import type { Interop } from "./module-interop.ts";
import { exportedName, type UsedPackage } from "./package-imports.ts";
import { sha256 } from "./sha256.ts";

/** The names that some own code uses of packages: all functions with the same ones share one bundle of them. */
export interface PackageSet {
  readonly interop: Interop;
  /** In the order of their evaluation. */
  readonly packages: readonly UsedPackage[];
}

/** A set, bundled down to its names. */
export interface BundledSet {
  /** A CommonJS module with the exports of `exportedName`. */
  readonly code: Uint8Array;
  readonly inputs: readonly string[];
  readonly contents: readonly ArtifactContent[];
}

const NAMESPACE = "terraloom-set";

/** The digest of what a set asks for; the content of its packages is not in it. */
export function packageSetKey(set: PackageSet, provided: readonly LayerPackage[]): string {
  const external = provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort();
  return sha256(JSON.stringify([BUNDLE_OPTIONS, external, set.interop, set.packages]));
}

/** Bundles sets in one pass of esbuild, in their order; none depends on the others. */
export async function bundlePackageSets(
  context: BuildContext,
  sets: readonly PackageSet[],
  provided: readonly LayerPackage[],
): Promise<readonly BundledSet[]> {
  if (sets.length === 0) return [];
  const output = await build({
    ...bundlingOptions(context, provided),
    entryPoints: sets.map((_, index) => ({ in: `${NAMESPACE}:${index}`, out: String(index) })),
    plugins: [setEntries(context, sets), ...bundlingOptions(context, provided).plugins],
  });
  return sets.map((_, index) => {
    const key = `bundles/${index}.js`;
    const described = output.metafile.outputs[key];
    const file = output.outputFiles.find(({ path }) => path === join(context.projectRoot, key));
    if (described?.entryPoint === undefined || file === undefined) throw new Error(`esbuild gave no ${key}.`);
    const isFile = (path: string) => !path.startsWith(`${NAMESPACE}:`);
    return {
      code: file.contents,
      inputs: reachableFrom(described.entryPoint, output.metafile).filter(isFile),
      contents: Object.entries(described.inputs)
        .filter(([path]) => isFile(path))
        .map(([path, { bytesInOutput }]) => ({ path, sizeBytes: bytesInOutput })),
    };
  });
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
