import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, type BuildResult, build, type Metafile, version } from "esbuild";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import { type BundlePurpose, bundleError, isBuildFailure, messagePlace } from "./bundle-error.ts";
import { type LayerPackage, layerExternals } from "./layer-externals.ts";

/** One entry with all that it imports, apart from what layers provide. */
export interface Bundle {
  /** A CommonJS module. */
  readonly code: Uint8Array;
  /** All files that it was made from, relative to the project's root. */
  readonly inputs: readonly string[];
  /** What each input weighs in the code. */
  readonly contents: readonly ArtifactContent[];
  /** `cjs` when the entry is a CommonJS module, whose exports are known at run time only. */
  readonly entryFormat: "esm" | "cjs";
}

export interface BundleRequest {
  /** Absolute paths of existing files, each once. */
  readonly entries: readonly string[];
  /** What the layers provide. */
  readonly packages: readonly LayerPackage[];
  readonly purpose: BundlePurpose;
}

/** How every bundle is made, for {@link Artifact.options}. */
export const BUNDLE_OPTIONS: Readonly<Record<string, string>> = {
  builder: BUILDER_VERSION,
  bundler: `esbuild ${version}`,
  format: "cjs",
  mainFields: "module,main",
  minify: "true",
  platform: "node",
  target: "node22",
};

type Output = BuildResult<{ metafile: true; write: false }>;

/**
 * Bundles entries that have the same layers in one pass of esbuild: one bundle for each entry, in their order.
 *
 * The code depends on the sources alone: neither on where the project lies nor on which entries share the pass.
 * `paths` of a tsconfig.json are not followed, so that layer code cannot slip into a bundle.
 *
 * @throws UserError for sources that do not compile and imports that nothing provides.
 */
export async function bundleEntries(
  context: BuildContext,
  request: BundleRequest,
): Promise<readonly Bundle[]> {
  const output = await runEsbuild(context, request);
  for (const warning of output.warnings) {
    const place = messagePlace(warning);
    context.report(`${place === undefined ? "" : `${place}: `}${warning.text}`);
  }
  return request.entries.map((_, index) => bundleOf(context, output, index));
}

async function runEsbuild(context: BuildContext, request: BundleRequest): Promise<Output> {
  try {
    return await build(esbuildOptions(context, request));
  } catch (error) {
    throw isBuildFailure(error) ? bundleError(error.errors, request.purpose) : error;
  }
}

function esbuildOptions(context: BuildContext, request: BundleRequest) {
  return {
    absWorkingDir: context.projectRoot,
    // The numbers keep entries of one name apart; they occur in no output.
    entryPoints: request.entries.map((entry, index) => ({ in: realpathSync(entry), out: String(index) })),
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
    plugins: [...layerExternals(request.packages)],
    logLevel: "silent",
    metafile: true,
    write: false,
  } as const satisfies BuildOptions;
}

function bundleOf(context: BuildContext, output: Output, index: number): Bundle {
  const key = `bundles/${index}.js`;
  const described = output.metafile.outputs[key];
  const file = output.outputFiles.find(({ path }) => path === join(context.projectRoot, key));
  if (described?.entryPoint === undefined || file === undefined) throw new Error(`esbuild gave no ${key}.`);
  return {
    code: file.contents,
    inputs: reachableFrom(described.entryPoint, output.metafile).filter((path) =>
      existsSync(join(context.projectRoot, path)),
    ),
    contents: Object.entries(described.inputs).map(([path, { bytesInOutput }]) => ({
      path,
      sizeBytes: bytesInOutput,
    })),
    entryFormat: output.metafile.inputs[described.entryPoint]?.format === "cjs" ? "cjs" : "esm",
  };
}

function reachableFrom(entry: string, { inputs }: Metafile): readonly string[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { path: imported, external } of inputs[path]?.imports ?? []) {
      if (!external && imported in inputs) reached.add(imported);
    }
  }
  return [...reached];
}
