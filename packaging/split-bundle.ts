import { transform } from "esbuild";
import type { ArtifactPackage } from "./artifact.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { type BundleRequest, bundleEntries } from "./bundle.ts";
import { isBuildFailure } from "./bundle-error.ts";
import { bundledPackages, ownInputs } from "./bundled-packages.ts";
import type { LayerImport } from "./layer-imports.ts";
import { bundleOwnCode, type OwnCode } from "./own-code.ts";
import { PACKAGES_FILE } from "./package-imports.ts";
import { type BundledSet, bundlePackageSets, packageSetKey } from "./package-set.ts";
import { SOURCE_MAP, sourceMapFromRoot, withInlineMap } from "./source-map.ts";
import type { Trace } from "./trace.ts";
import type { ZipFile } from "./zip-file.ts";

/** What the zip of a function holds. */
export interface FunctionCode {
  /** `index.js`, and `packages.js` where it uses packages and is not bundled whole. */
  readonly files: readonly ZipFile[];
  /** The source map of `index.js`. */
  readonly map: Uint8Array;
  /** What `index.js` was bundled from. */
  readonly inputs: readonly string[];
  /** Those of the inputs that belong to no package. */
  readonly ownInputs: readonly string[];
  /** What `index.js` was made from. */
  readonly trace: Trace;
  readonly packages: readonly ArtifactPackage[];
  readonly set?: BundledSet;
  readonly contents: readonly ArtifactContent[];
  /** The names that it exports; undefined where only running it could tell. */
  readonly exports: readonly string[] | undefined;
  /** Of own code, a line for each. */
  readonly warnings: readonly string[];
  readonly layerImports: readonly LayerImport[];
}

/**
 * Bundles entries, their own code apart from packages: each distinct set of names that handlers use of packages is
 * bundled once, and the very same bytes lie in the zips of all that use them. What could behave otherwise then is bundled whole.
 *
 * @throws BundleError for sources that do not compile and imports that nothing provides.
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

/** Bundles entries with their packages in them, as one call of esbuild does. */
export async function bundleWhole(
  context: BuildContext,
  request: BundleRequest,
): Promise<readonly FunctionCode[]> {
  if (request.entries.length === 0) return [];
  const bundles = await bundleEntries(context, { ...request, hasSourceMaps: true });
  return bundles.map(({ code, map, inputs, trace, contents, exports, warnings, layerImports }) => ({
    files: [{ path: "index.js", bytes: code }],
    map: map ?? new Uint8Array(),
    inputs,
    ownInputs: ownInputs(inputs),
    trace,
    packages: bundledPackages(context.tree, inputs),
    contents,
    exports,
    warnings,
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
    const keyed = own.map((code) => code && { code, key: packageSetKey(code, provided) });
    const using = keyed.flatMap((one) => (one && one.code.packages.length > 0 ? one : []));
    const sets = new Map(using.map(({ key, code }) => [key, code]));
    const [bundled, indexes] = await Promise.all([
      bundlePackageSets(context, sets, provided),
      Promise.all(own.map((code) => code && indexFile(code))),
    ]);
    return keyed.map((one, position) => {
      const index = indexes[position];
      return one && index && functionCode(one.code, index, bundled.get(one.key));
    });
  } catch (error) {
    // Whatever is wrong, bundled whole it is said of the sources, in which somebody can correct it.
    if (isBuildFailure(error)) return entries.map(() => undefined);
    throw error;
  }
}

/** Own code as Lambda loads it. */
async function indexFile(own: OwnCode): Promise<IndexFile> {
  const { code, map } = await transform(withInlineMap(own.code, own.map), {
    ...SOURCE_MAP,
    format: "cjs",
    platform: "node",
    target: "node22",
    charset: "utf8",
    loader: "js",
    logLevel: "silent",
    sourcefile: own.interop === "node" ? "index.mjs" : "index.js",
  });
  return { path: "index.js", bytes: Buffer.from(code), map: sourceMapFromRoot(map, "bundles") };
}

interface IndexFile extends ZipFile {
  readonly map: Uint8Array;
}

function functionCode(own: OwnCode, { map, ...index }: IndexFile, set: BundledSet | undefined): FunctionCode {
  const packages = set === undefined ? [] : [{ path: PACKAGES_FILE, bytes: set.code }];
  return {
    files: [index, ...packages],
    map,
    inputs: own.inputs,
    ownInputs: own.inputs,
    trace: own.trace,
    packages: [],
    ...(set && { set }),
    contents: [...own.contents, ...(set?.contents ?? [])],
    exports: own.exports,
    warnings: own.warnings,
    layerImports: [...own.layerImports, ...(set?.layerImports ?? [])],
  };
}
