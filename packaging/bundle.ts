import { realpathSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, type BuildResult, build } from "esbuild";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { BundleError, type BundlePurpose, isBuildFailure } from "./bundle-error.ts";
import { type BundleGraph, bundleGraph } from "./bundle-graph.ts";
import { bundleWarnings } from "./bundle-warnings.ts";
import { type LayerPackage, layerExternals } from "./layer-externals.ts";
import { type LayerImport, layerImports } from "./layer-imports.ts";
import { lambdaCredentials } from "./sdk-credentials.ts";
import { SOURCE_MAP, sourceMapFromRoot } from "./source-map.ts";
import type { Trace } from "./trace.ts";
import { createTracer, type Lookups, type Tracer } from "./trace-of.ts";

/** One entry with all that it imports, apart from what layers provide. */
export interface Bundle {
  /** A CommonJS module. */
  readonly code: Uint8Array;
  /** Its source map; undefined where none was asked for. */
  readonly map?: Uint8Array;
  /** All files that it was made from, relative to the project's root. */
  readonly inputs: readonly string[];
  readonly trace: Trace;
  /** What each input weighs in the code. */
  readonly contents: readonly ArtifactContent[];
  /** The names that it exports; undefined where only running it could tell. */
  readonly exports: readonly string[] | undefined;
  /** A line for each. */
  readonly warnings: readonly string[];
  readonly layerImports: readonly LayerImport[];
}

export interface BundleRequest {
  /** Absolute paths of existing files, each once. */
  readonly entries: readonly string[];
  /** What the layers provide. */
  readonly packages: readonly LayerPackage[];
  readonly purpose: BundlePurpose;
  /** Default: none is made. */
  readonly hasSourceMaps?: boolean;
}

type Output = BuildResult<{ metafile: true; write: false }>;

/** What a pass of esbuild gave, with what its bundles are read by. */
export interface DescribedOutput extends Output {
  readonly graph: BundleGraph;
  readonly tracer: Tracer;
  readonly provided: readonly LayerPackage[];
}

/**
 * Bundles entries that have the same layers in one pass of esbuild: one bundle for each entry, in their order.
 *
 * The code depends on the sources alone: neither on where the project lies nor on which entries share the pass.
 * `paths` of a tsconfig.json are not followed, so that layer code cannot slip into a bundle.
 *
 * @throws BundleError for sources that do not compile and imports that nothing provides.
 */
export async function bundleEntries(
  context: BuildContext,
  request: BundleRequest,
): Promise<readonly Bundle[]> {
  const output = await runEsbuild(esbuildOptions(context, request), request.purpose);
  const around = describedOutput(context, output, request.packages);
  return Promise.all(request.entries.map((_, index) => bundleOf(context, around, `bundles/${index}.js`)));
}

/** A module that lies in no file, as the entry of a bundle. */
export interface TextRequest extends Omit<BundleRequest, "entries"> {
  /** A CommonJS module, whose paths count from the project's root. */
  readonly text: string;
}

/**
 * Bundles one such module as {@link bundleEntries} does files.
 *
 * @throws BundleError as it does.
 */
export async function bundleText(context: BuildContext, request: TextRequest): Promise<Bundle> {
  const { text: contents, packages } = request;
  const stdin = { contents, resolveDir: context.projectRoot, sourcefile: "<entry>", loader: "js" } as const;
  const output = await runEsbuild({ ...bundlingOptions(context, packages), stdin }, request.purpose);
  return bundleOf(context, describedOutput(context, output, packages), "bundles/stdin.js");
}

/** `known` is as {@link createTracer} takes it. */
export function describedOutput(
  context: BuildContext,
  output: Output,
  provided: readonly LayerPackage[],
  known?: Lookups,
): DescribedOutput {
  const { tree } = context;
  const { metafile } = output;
  const tracer = createTracer(tree, metafile, known && { known });
  return { ...output, graph: bundleGraph(tree, metafile), tracer, provided };
}

async function runEsbuild(
  options: BuildOptions & { readonly metafile: true; readonly write: false },
  purpose: BundlePurpose,
): Promise<Output> {
  try {
    return await build(options);
  } catch (error) {
    throw isBuildFailure(error) ? new BundleError(error.errors, purpose) : error;
  }
}

function esbuildOptions(context: BuildContext, request: BundleRequest) {
  return {
    ...bundlingOptions(context, request.packages),
    ...(request.hasSourceMaps && SOURCE_MAP),
    entryPoints: entryPoints(request.entries),
  };
}

/** The numbers keep entries of one name apart; they occur in no output. */
export function entryPoints(entries: readonly string[]): { readonly in: string; readonly out: string }[] {
  return entries.map((entry, index) => ({ in: realpathSync(entry), out: String(index) }));
}

/** What all passes of esbuild have in common. */
export function bundlingOptions(context: BuildContext, packages: readonly LayerPackage[]) {
  return {
    absWorkingDir: context.projectRoot,
    outdir: "bundles",
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    mainFields: ["module", "main"],
    minify: true,
    treeShaking: true,
    charset: "utf8",
    legalComments: "none",
    sourcemap: false,
    tsconfigRaw: {},
    plugins: [...layerExternals(packages), lambdaCredentials()],
    logLevel: "silent",
    metafile: true,
    write: false,
  } as const satisfies BuildOptions;
}

/** The bundle whose path in the output is `key`. */
export async function bundleOf(context: BuildContext, output: DescribedOutput, key: string): Promise<Bundle> {
  const described = output.metafile.outputs[key];
  const file = output.outputFiles.find(({ path }) => path === join(context.projectRoot, key));
  if (described?.entryPoint === undefined || file === undefined) throw new Error(`esbuild gave no ${key}.`);
  const inputs = output.graph.filesFrom(described.entryPoint);
  const files = new Set(inputs); // modules of plugins are none
  const map = output.outputFiles.find(({ path }) => path === `${file.path}.map`);
  return {
    code: file.contents,
    ...(map && { map: sourceMapFromRoot(map.text, "bundles") }),
    inputs,
    trace: output.tracer.traceOf(inputs),
    contents: Object.entries(described.inputs)
      .filter(([path]) => files.has(path))
      .map(([path, { bytesInOutput }]) => ({ path, sizeBytes: bytesInOutput })),
    exports:
      output.metafile.inputs[described.entryPoint]?.format === "cjs" ? undefined : exportsOf(file.contents),
    warnings: bundleWarnings(output.warnings, inputs),
    layerImports: await layerImports(context, output.provided, {
      metafile: output.metafile,
      output: key,
      inputs,
    }),
  };
}

/** esbuild ends a CommonJS file with a list of its exports that never runs: `0&&(module.exports={handler});`. */
const EXPORT_LIST = /0&&\(module\.exports=\{([^}]*)\}\);?\s*$/;

function exportsOf(code: Uint8Array): readonly string[] | undefined {
  const tail = Buffer.from(code.subarray(-10_000)).toString("utf8");
  const names = EXPORT_LIST.exec(tail)?.[1]?.split(",") ?? [];
  // `...require("x")` stands for all exports of a module outside the bundle.
  return names.some((name) => name.startsWith("...")) ? undefined : names;
}
