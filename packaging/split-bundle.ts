import { transform } from "esbuild";
import type { ArtifactPackage } from "./artifact.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { type BundleRequest, bundleEntries, reportWarnings } from "./bundle.ts";
import { isBuildFailure } from "./bundle-error.ts";
import { bundledPackages } from "./bundled-packages.ts";
import type { LayerImport } from "./layer-imports.ts";
import { bundleOwnCode, type OwnCode, PACKAGES_MODULE } from "./own-code.ts";
import { type BundledSet, bundlePackageSets, packageSetKey } from "./package-set.ts";
import type { Trace } from "./trace.ts";
import type { ZipFile } from "./zip-file.ts";

/** What the zip of a function holds. */
export interface FunctionCode {
  /** `index.js`, and `packages.js` where it uses packages and is not bundled whole. */
  readonly files: readonly ZipFile[];
  /** What was bundled now, apart from a set that was bundled before. */
  readonly inputs: readonly string[];
  /** What `index.js` was made from. */
  readonly trace: Trace;
  readonly packages: readonly ArtifactPackage[];
  readonly set?: BundledSet;
  readonly contents: readonly ArtifactContent[];
  /** The names that it exports; undefined where only running it could tell. */
  readonly exports: readonly string[] | undefined;
  readonly layerImports: readonly LayerImport[];
}

/**
 * Bundles entries, their own code apart from packages: each distinct set of names that handlers use of packages is
 * bundled once, and the very same bytes lie in the zips of all that use them. What could behave otherwise then is bundled whole.
 *
 * @throws UserError for sources that do not compile and imports that nothing provides.
 */
export async function bundleFunctions(
  context: BuildContext,
  request: BundleRequest,
): Promise<readonly FunctionCode[]> {
  const split = await splitBundles(context, request);
  const left = request.entries.filter((_, index) => split[index] === undefined);
  const whole = await bundleWhole(context, { ...request, entries: left });
  return request.entries.map((entry, index) => split[index] ?? (whole[left.indexOf(entry)] as FunctionCode));
}

async function bundleWhole(context: BuildContext, request: BundleRequest): Promise<readonly FunctionCode[]> {
  if (request.entries.length === 0) return [];
  const bundles = await bundleEntries(context, request);
  return bundles.map(({ code, inputs, trace, contents, exports, layerImports }) => ({
    files: [{ path: "index.js", bytes: code }],
    inputs,
    trace,
    packages: bundledPackages(context.tree, inputs),
    contents,
    exports,
    layerImports,
  }));
}

/** Undefined where an entry has to be bundled whole. */
async function splitBundles(
  context: BuildContext,
  { entries, packages: provided }: BundleRequest,
): Promise<readonly (FunctionCode | undefined)[]> {
  try {
    const own = await bundleOwnCode(context, entries, provided);
    const sets = new Map(
      own.flatMap((code) =>
        code === undefined || code.packages.length === 0
          ? []
          : [[packageSetKey(code, provided), code] as const],
      ),
    );
    const bundled = await bundlePackageSets(context, [...sets.values()], provided);
    const bundledByKey = new Map([...sets.keys()].map((key, index) => [key, bundled[index] as BundledSet]));
    const split = await Promise.all(
      own.map((code) => code && functionCode(code, bundledByKey.get(packageSetKey(code, provided)))),
    );
    reportWarnings(context, [...new Set(own.flatMap((code) => code?.warnings ?? []))]);
    return split;
  } catch (error) {
    // Whatever is wrong, bundled whole it is said of the sources, in which somebody can correct it.
    if (isBuildFailure(error)) return entries.map(() => undefined);
    throw error;
  }
}

async function functionCode(own: OwnCode, set: BundledSet | undefined): Promise<FunctionCode> {
  const { code } = await transform(own.code, {
    format: "cjs",
    platform: "node",
    target: "node22",
    charset: "utf8",
    loader: "js",
    logLevel: "silent",
    sourcefile: own.interop === "node" ? "index.mjs" : "index.js",
  });
  const index = { path: "index.js", bytes: Buffer.from(code) };
  const packages = set === undefined ? [] : [{ path: PACKAGES_MODULE.slice("./".length), bytes: set.code }];
  return {
    files: [index, ...packages],
    inputs: [...own.inputs, ...(set?.made?.inputs ?? [])],
    trace: own.trace,
    packages: [],
    ...(set && { set }),
    contents: [...own.contents, ...(set?.contents ?? [])],
    exports: own.exports,
    layerImports: [...own.layerImports, ...(set?.layerImports ?? [])],
  };
}
