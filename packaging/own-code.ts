import { join, relative } from "node:path";
import { type BuildOptions, build, type Message, type Metafile, type Plugin } from "esbuild";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { bundlingOptions, entryPoints } from "./bundle.ts";
import { type BundleGraph, bundleGraph } from "./bundle-graph.ts";
import { bundleWarnings } from "./bundle-warnings.ts";
import { modulesBeforePackages } from "./evaluation-order.ts";
import { LATER_IMPORT, type LayerPackage } from "./layer-externals.ts";
import { type LayerImport, layerImports } from "./layer-imports.ts";
import { type Interop, interopReader } from "./module-interop.ts";
import { createNamespaceReader, type NamespaceReader } from "./namespace-reader.ts";
import { PACKAGES_FILE, type SeparatedCode, separatePackages } from "./package-imports.ts";
import { packageReferences, type ResolvedPackages } from "./package-references.ts";
import { SOURCE_MAP } from "./source-map.ts";
import type { Trace } from "./trace.ts";
import { createTracer, type Tracer } from "./trace-of.ts";

/** What a handler is made of, apart from packages. */
export interface OwnCode extends SeparatedCode {
  /** The source map of the code, as JSON. */
  readonly map: string;
  readonly interop: Interop;
  /** The names that the handler exports. */
  readonly exports: readonly string[];
  readonly inputs: readonly string[];
  readonly trace: Trace;
  readonly contents: readonly ArtifactContent[];
  /** A line for each. */
  readonly warnings: readonly string[];
  readonly layerImports: readonly LayerImport[];
}

/**
 * Bundles the code of entries without their packages, in one pass of esbuild and in their order.
 *
 * Undefined stands for an entry that has to be bundled whole, because apart from its packages it could behave otherwise: it
 * requires packages or imports them later, its files follow different rules for CommonJS, or code of its own with
 * effects is evaluated before some package.
 */
export async function bundleOwnCode(
  context: BuildContext,
  entries: readonly string[],
  provided: readonly LayerPackage[],
): Promise<readonly (OwnCode | undefined)[]> {
  const resolved: ResolvedPackages = new Map();
  const options = ownCodeOptions(context, provided, resolved);
  const output = await build({ ...options, entryPoints: entryPoints(entries) });
  const textOf = new Map(output.outputFiles.map((file) => [file.path, file.text]));
  const graph = bundleGraph(context.tree, output.metafile);
  const tracer = createTracer(context.tree, output.metafile, { resolved });
  const namespaces = createNamespaceReader(context.tree);
  const candidates = await Promise.all(
    entries.map(async (_, index) => {
      const key = `bundles/${index}.js`;
      const described = output.metafile.outputs[key];
      const text = textOf.get(join(context.projectRoot, key));
      if (described?.entryPoint === undefined || text === undefined) return undefined;
      const map = textOf.get(join(context.projectRoot, `${key}.map`)) ?? "";
      const around = { ...output, graph, tracer, namespaces, key, map, provided };
      return ownCodeOf(context, described as DescribedEntry, text, around);
    }),
  );
  const early = candidates.flatMap((candidate) => candidate?.early ?? []);
  const effective = await modulesWithEffects(context, [...new Set(early)], provided);
  return candidates.map((candidate) =>
    candidate?.early.some((path) => effective.has(path)) ? undefined : candidate?.code,
  );
}

type DescribedEntry = Metafile["outputs"][string] & { readonly entryPoint: string };

interface OwnOutput {
  readonly metafile: Metafile;
  readonly warnings: readonly Message[];
  readonly graph: BundleGraph;
  readonly tracer: Tracer;
  readonly namespaces: NamespaceReader;
  /** Of the entry in the outputs. */
  readonly key: string;
  /** Of the entry. */
  readonly map: string;
  readonly provided: readonly LayerPackage[];
}

interface Candidate {
  readonly code: OwnCode;
  /** Own modules that are evaluated before some package. */
  readonly early: readonly string[];
}

async function ownCodeOf(
  context: BuildContext,
  described: DescribedEntry,
  text: string,
  output: OwnOutput,
): Promise<Candidate | undefined> {
  const { metafile, warnings, graph, tracer, namespaces, key, map, provided } = output;
  const inputs = graph.filesFrom(described.entryPoint);
  if (inputs.some((path) => importsAtRunTime(path, metafile))) return undefined;
  const interopOf = interopReader();
  const [interop, ...others] = new Set(inputs.map((path) => interopOf(join(context.projectRoot, path))));
  if (interop === undefined || others.length > 0) return undefined;
  const from = `./${PACKAGES_FILE}`;
  const separated = await separatePackages(text, { from, namespaces, inputs });
  if (separated === undefined) return undefined;
  const contents = Object.entries(described.inputs).map(([path, { bytesInOutput }]) => ({
    path,
    sizeBytes: bytesInOutput,
  }));
  return {
    code: {
      ...separated,
      map,
      interop,
      exports: described.exports,
      inputs,
      trace: tracer.traceOf(inputs),
      contents,
      warnings: bundleWarnings(warnings, inputs),
      layerImports: await layerImports(context, provided, { metafile, output: key, inputs }),
    },
    early: modulesBeforePackages(described.entryPoint, metafile),
  };
}

/** Whether a module requires something, or imports it once it runs; as a CommonJS module it could do so in any way. */
function importsAtRunTime(path: string, { inputs }: Metafile): boolean {
  const { format, imports = [] } = inputs[path] ?? {};
  const isLate = imports.some(
    ({ path, kind, external }) => kind !== "import-statement" && (external || path.startsWith(LATER_IMPORT)),
  );
  return format === "cjs" || isLate;
}

function ownCodeOptions(
  context: BuildContext,
  provided: readonly LayerPackage[],
  resolved: ResolvedPackages = new Map(),
) {
  const options = bundlingOptions(context, provided);
  return {
    ...options,
    format: "esm",
    minify: false, // it is read in the console, and its names stand in logs
    ...SOURCE_MAP,
    plugins: [...options.plugins, packageReferences(context, resolved)],
  } as const satisfies BuildOptions;
}

const EFFECTS = "terraloom-effects";

/** Those modules of which something is left when nothing of them is used. */
async function modulesWithEffects(
  context: BuildContext,
  modules: readonly string[],
  provided: readonly LayerPackage[],
): Promise<ReadonlySet<string>> {
  if (modules.length === 0) return new Set();
  const options = ownCodeOptions(context, provided);
  const output = await build({
    ...options,
    sourcemap: false,
    entryPoints: modules.map((_, index) => ({ in: `${EFFECTS}:${index}`, out: String(index) })),
    plugins: [importedForEffects(context, modules), ...options.plugins],
  });
  const isEmpty = (text: string) => /^(\s|\/\/.*|import "[^"]*";)*$/.test(text);
  const left = output.outputFiles.filter(({ text }) => !isEmpty(text));
  return new Set(
    left.map(
      ({ path }) => modules[Number.parseInt(relative(join(context.projectRoot, "bundles"), path), 10)] ?? "",
    ),
  );
}

/** Entries that import a module for its effects alone, whatever its package.json says of them. */
function importedForEffects(context: BuildContext, modules: readonly string[]): Plugin {
  return {
    name: EFFECTS,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${EFFECTS}:`) }, ({ path }) => ({ path, namespace: EFFECTS }));
      build.onResolve({ filter: /./, namespace: EFFECTS }, ({ path }) => ({ path, sideEffects: true }));
      build.onLoad({ filter: /./, namespace: EFFECTS }, ({ path }) => {
        const module = modules[Number(path.slice(EFFECTS.length + 1))] ?? "";
        return { contents: `import ${JSON.stringify(join(context.projectRoot, module))};`, loader: "js" };
      });
    },
  };
}
