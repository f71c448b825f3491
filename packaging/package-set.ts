import { context as openPasses, type Plugin } from "esbuild";
import type { ArtifactPackage } from "./artifact.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import { bundleOf, bundlingOptions, type DescribedOutput, describedOutput } from "./bundle.ts";
import { BUNDLE_OPTIONS } from "./bundle-options.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { deflateAhead, rememberDeflated } from "./deflated.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import type { LayerImport } from "./layer-imports.ts";
import { PACKAGES_FILE } from "./package-imports.ts";
import { type PackageSet, setEntries, setEntryPoint } from "./package-set-entry.ts";
import { inParts, pipelined } from "./pipelined.ts";
import { sha256 } from "./sha256.ts";
import type { Trace } from "./trace.ts";
import type { Lookups } from "./trace-of.ts";
import { readZip } from "./unzip.ts";
import { zipFiles } from "./zip.ts";

/** A set, bundled down to its names, now or before. */
export interface BundledSet {
  readonly key: string;
  /** A CommonJS module with the exports of `exportedName`. */
  readonly code: Uint8Array;
  /** Whether it was bundled before, or what it was bundled from now. */
  readonly origin: RecalledSet | MadeSet;
  readonly packages: readonly ArtifactPackage[];
  /** Its heaviest files. */
  readonly contents: readonly ArtifactContent[];
  /** A line for each. */
  readonly warnings: readonly string[];
  readonly layerImports: readonly LayerImport[];
}

interface RecalledSet {
  readonly isKept: true;
  readonly codeSha256: string;
}

interface MadeSet {
  readonly isKept: false;
  readonly trace: Trace;
  readonly inputs: readonly string[];
}

/**
 * esbuild holds all bundles of a pass in memory at once. It keeps what it has parsed from pass to pass, and makes the next one while
 * this process deflates and traces what the one before has made.
 */
const MAX_SETS_OF_A_PASS = 18;

/** The digest of what a set asks for; the content of its packages is not in it. */
export function packageSetKey(set: PackageSet, provided: readonly LayerPackage[]): string {
  const external = provided.map(({ name, subpaths }) => `${name} ${subpaths}`).sort();
  return sha256(JSON.stringify([BUNDLE_OPTIONS, external, set.interop, set.packages]));
}

/** The sets by their keys, those bundled now that were not bundled before; none depends on another. */
export async function bundlePackageSets(
  context: BuildContext,
  sets: ReadonlyMap<string, PackageSet>,
  provided: readonly LayerPackage[],
): Promise<ReadonlyMap<string, BundledSet>> {
  const recalled = [...sets.keys()].flatMap((key) => recalledSet(context, key) ?? []);
  const known = new Set(recalled.map(({ key }) => key));
  const left = [...sets].filter(([key]) => !known.has(key));
  const bundled = await bundleSets(context, left, provided);
  return new Map([...recalled, ...bundled].map((set) => [set.key, set]));
}

/**
 * Keeps a set that was bundled now for the next build, once its code is deflated; to be called once its sources are known to have
 * stayed the same. Gives the digest of the code as the cache has it, in hexadecimal digits.
 */
export async function keepPackageSet(context: BuildContext, set: BundledSet): Promise<string> {
  const { key, code, origin, packages, contents, warnings, layerImports } = set;
  if (origin.isKept) return origin.codeSha256;
  await deflateAhead(code);
  const zip = zipFiles([{ path: PACKAGES_FILE, bytes: code }]);
  const codeSha256 = sha256(zip);
  const details: SetDetails = { contents, layerImports };
  context.cache.rememberSet(key, { trace: origin.trace, codeSha256, packages, warnings, details }, zip);
  return codeSha256;
}

type SetDetails = Pick<BundledSet, "contents" | "layerImports">;

function recalledSet(context: BuildContext, key: string): BundledSet | undefined {
  const recalled = context.cache.recallSet<SetDetails>(key);
  if (recalled === undefined) return undefined;
  const { code: zip, codeSha256, packages, warnings, details } = recalled;
  const [file] = readZip(zip, { whenDeflated: rememberDeflated });
  return (
    file && { key, code: file.bytes, origin: { isKept: true, codeSha256 }, packages, warnings, ...details }
  );
}

type KeyedSet = readonly [key: string, set: PackageSet];

async function bundleSets(
  context: BuildContext,
  sets: readonly KeyedSet[],
  provided: readonly LayerPackage[],
): Promise<readonly BundledSet[]> {
  if (sets.length === 0) return [];
  const parts = inParts(sets, MAX_SETS_OF_A_PASS);
  let current: readonly KeyedSet[] = [];
  const entries = setEntries(context, (index) => current[index]?.[1]);
  const known: Lookups = new Map();
  const passes = await openPasses(passOptions(context, parts, provided, entries));
  try {
    const bundled = await pipelined(
      parts,
      (part) => {
        current = part;
        return passes.rebuild();
      },
      (output, part) => bundledSets(context, part, describedOutput(context, output, provided, known)),
    );
    return (await Promise.all(bundled)).flat();
  } finally {
    await passes.dispose();
  }
}

/** The passes have the same entries, as many as the largest has sets: each asks for what they are now. */
function passOptions(
  context: BuildContext,
  parts: readonly (readonly KeyedSet[])[],
  provided: readonly LayerPackage[],
  entries: Plugin,
) {
  const options = bundlingOptions(context, provided);
  const size = Math.max(...parts.map(({ length }) => length));
  return {
    ...options,
    entryPoints: Array.from({ length: size }, (_, index) => setEntryPoint(index)),
    plugins: [entries, ...options.plugins],
  };
}

async function bundledSets(
  context: BuildContext,
  sets: readonly KeyedSet[],
  output: DescribedOutput,
): Promise<readonly BundledSet[]> {
  for (const { contents } of output.outputFiles) void deflateAhead(contents); // while this thread goes on
  const bundled = sets.map(async ([key], index) => {
    const bundle = await bundleOf(context, output, `bundles/${index}.js`);
    const { code, inputs, trace, contents, warnings, layerImports } = bundle;
    return {
      key,
      code,
      origin: { isKept: false as const, trace, inputs },
      packages: bundledPackages(context.tree, inputs),
      contents: heaviestOf(contents),
      warnings,
      layerImports,
    };
  });
  return Promise.all(bundled);
}
