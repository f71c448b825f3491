import { statSync } from "node:fs";
import { mergedPackages, type RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import { type BuildOutcome, together } from "./build-outcome.ts";
import type { NodeFunctionSource } from "./build-request.ts";
import { bundleKey } from "./bundle-key.ts";
import { functionArtifact } from "./bundled-artifact.ts";
import { deflateAhead } from "./deflated.ts";
import type { FunctionGroup } from "./function-groups.ts";
import { functionOptions } from "./function-options.ts";
import { entryProblem, missingEntry, missingHandler } from "./function-problem.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { type BundledSet, keepPackageSet } from "./package-set.ts";
import { settled } from "./settled.ts";
import { MAP_COMMENT } from "./source-map.ts";
import { bundleFunctions, bundleWhole, type FunctionCode } from "./split-bundle.ts";
import { unbrokenBundles } from "./unbroken-bundles.ts";
import { zipFiles } from "./zip.ts";
import type { ZipFile } from "./zip-file.ts";

/**
 * Builds functions that have the same packages in layers: bundled together, each into a zip of its own with `index.js`,
 * which exports `handler`.
 *
 * An entry that is gone, does not compile, imports what nothing provides or has no `handler` is a problem of its functions
 * and of no others.
 */
export async function buildFunctions(
  context: BuildContext,
  { functions, isSingle, provided: packages }: Omit<FunctionGroup, "isSure">,
  done: (id: string) => void,
): Promise<BuildOutcome> {
  const bundle = isSingle ? bundleWhole : bundleFunctions;
  const present = functions.filter(({ entry }) => statSync(entry, { throwIfNoEntry: false })?.isFile());
  const gone = functions.filter((source) => !present.includes(source));
  const entries = [...new Set(present.map(({ entry }) => entry))];
  const { bundles, errors } = await unbrokenBundles(context, { entries, packages }, (unbroken) =>
    settled(
      context,
      (attempt) => bundle(attempt, { entries: unbroken, packages, purpose: "handler" }),
      filesOf,
    ),
  );
  const packed = await packFunctions(context, { functions: present, packages, bundles, done });
  return {
    built: packed.built,
    problems: [
      ...gone.map((source) => missingEntry(context, source)),
      ...errors.map((error) => entryProblem(context, present, error)),
      ...packed.problems,
    ],
  };
}

function filesOf(bundles: readonly FunctionCode[]): ReadonlySet<string> {
  const files = new Set(bundles.flatMap(({ inputs }) => inputs));
  for (const { origin } of setsOf(bundles)) {
    if (!origin.isKept) for (const path of origin.inputs) files.add(path);
  }
  return files;
}

function setsOf(bundles: Iterable<FunctionCode>): ReadonlySet<BundledSet> {
  return new Set(Array.from(bundles).flatMap(({ set }) => set ?? []));
}

interface Packing {
  readonly functions: readonly NodeFunctionSource[];
  readonly packages: readonly LayerPackage[];
  /** By their entries; none for an entry that is broken. */
  readonly bundles: ReadonlyMap<string, FunctionCode>;
  done(id: string): void;
}

/** While other threads deflate the sets: each is kept, and packed into its functions, as soon as it is there. */
async function packFunctions(
  context: BuildContext,
  { functions, packages, bundles, done }: Packing,
): Promise<BuildOutcome> {
  const kept = new Map(Array.from(setsOf(bundles.values()), (set) => [set, keepPackageSet(context, set)]));
  const allKept = Promise.all(kept.values());
  allKept.catch(() => {}); // awaited below
  const packed = new Map<string, Promise<RecalledBundle>>();
  const outcomes = functions.map(async (source): Promise<BuildOutcome> => {
    const { entry, hasSourceMap = false } = source;
    const bundle = bundles.get(entry);
    if (bundle === undefined) return { built: [], problems: [] };
    const mistake = missingHandler(context, source, bundle.exports);
    if (mistake !== undefined) return { built: [], problems: [mistake] };
    const options = functionOptions(source);
    const key = bundleKey(context, { kind: "function", entry, packages, options });
    const packing = packed.get(key) ?? packFunction(context, bundle, { key, hasSourceMap, kept });
    packed.set(key, packing);
    const known = await packing;
    done(source.id);
    return { built: [functionArtifact(context, source, known)], problems: [] };
  });
  const packedOutcomes = await Promise.all(outcomes);
  await allKept;
  return together(packedOutcomes);
}

interface FunctionPacking {
  readonly key: string;
  readonly hasSourceMap: boolean;
  readonly kept: ReadonlyMap<BundledSet, Promise<string>>;
}

async function packFunction(
  context: BuildContext,
  bundle: FunctionCode,
  { key, hasSourceMap, kept }: FunctionPacking,
): Promise<RecalledBundle> {
  const { trace, set, packages, warnings, layerImports } = bundle;
  const map = hasSourceMap ? undefined : context.store.putMap(bundle.map);
  const inputs = context.inputsAt(bundle.ownInputs);
  const files = hasSourceMap ? withSourceMap(bundle) : bundle.files;
  await Promise.all(files.map(({ bytes }) => deflateAhead(bytes)));
  const codeSha256 = set && (await kept.get(set));
  const zip = context.store.put(zipFiles(files), {
    unzippedBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    heaviest: heaviestOf(bundle.contents),
  });
  context.cache.rememberBundle(key, {
    trace,
    zip,
    ...(map && { map: map.sha256 }),
    inputs: inputs.map(({ path }) => path),
    packages,
    warnings,
    layerImports,
    ...(set && codeSha256 !== undefined && { set: { key: set.key, codeSha256 } }),
  });
  return {
    zip,
    ...(map && { mapPath: map.mapPath }),
    inputs,
    packages: mergedPackages(packages, set?.packages ?? []),
    warnings: [...warnings, ...(set?.warnings ?? [])],
    layerImports,
  };
}

/** The zip's files with the map among them, and `index.js` pointing to it. */
function withSourceMap({ files, map }: FunctionCode): readonly ZipFile[] {
  const pointing = files.map((file) =>
    file.path === "index.js"
      ? { ...file, bytes: Buffer.concat([file.bytes, Buffer.from(MAP_COMMENT)]) }
      : file,
  );
  return [...pointing, { path: "index.js.map", bytes: map }];
}
