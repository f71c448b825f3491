import { statSync } from "node:fs";
import { mergedPackages, type RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import { type BuildOutcome, together } from "./build-outcome.ts";
import type { NodeFunctionSource } from "./build-request.ts";
import { type AskedBundle, bundleKey } from "./bundle-key.ts";
import { functionArtifact } from "./bundled-artifact.ts";
import { deflateAhead } from "./deflated.ts";
import { entryProblem, missingEntry, missingHandler } from "./function-problem.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { rememberPackageSets } from "./package-set.ts";
import { settled } from "./settled.ts";
import { bundleFunctions, type FunctionCode } from "./split-bundle.ts";
import { unbrokenBundles } from "./unbroken-bundles.ts";
import { zipFiles } from "./zip.ts";

/**
 * Builds functions that have the same packages in layers: bundled together, each into a zip of its own with `index.js`,
 * which exports `handler`.
 *
 * An entry that is gone, does not compile, imports what nothing provides or has no `handler` is a problem of its functions
 * and of no others.
 */
export async function buildFunctions(
  context: BuildContext,
  functions: readonly NodeFunctionSource[],
  packages: readonly LayerPackage[],
  done: (id: string) => void,
): Promise<BuildOutcome> {
  const present = functions.filter(({ entry }) => statSync(entry, { throwIfNoEntry: false })?.isFile());
  const gone = functions.filter((source) => !present.includes(source));
  const entries = [...new Set(present.map(({ entry }) => entry))];
  const { bundles, errors } = await unbrokenBundles(context, { entries, packages }, (unbroken) =>
    settled(
      context,
      (attempt) => bundleFunctions(attempt, { entries: unbroken, packages, purpose: "handler" }),
      filesOf,
    ),
  );
  rememberPackageSets(
    context,
    [...bundles.values()].flatMap(({ set }) => set ?? []),
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
  const sets = new Set(bundles.flatMap(({ set }) => set ?? []));
  for (const { made } of sets) for (const path of made?.inputs ?? []) files.add(path);
  return files;
}

interface Packing {
  readonly functions: readonly NodeFunctionSource[];
  readonly packages: readonly LayerPackage[];
  /** By their entries; none for an entry that is broken. */
  readonly bundles: ReadonlyMap<string, FunctionCode>;
  done(id: string): void;
}

async function packFunctions(
  context: BuildContext,
  { functions, packages, bundles, done }: Packing,
): Promise<BuildOutcome> {
  const packed = new Map<string, Promise<RecalledBundle>>();
  const outcomes = functions.map(async (source): Promise<BuildOutcome> => {
    const { entry } = source;
    const bundle = bundles.get(entry);
    if (bundle === undefined) return { built: [], problems: [] };
    const mistake = missingHandler(context, source, bundle.exports);
    if (mistake !== undefined) return { built: [], problems: [mistake] };
    const packing = packed.get(entry) ?? packFunction(context, bundle, { entry, packages });
    packed.set(entry, packing);
    const known = await packing;
    done(source.id);
    return { built: [functionArtifact(context, source, known)], problems: [] };
  });
  return together(await Promise.all(outcomes));
}

async function packFunction(
  context: BuildContext,
  bundle: FunctionCode,
  asked: Pick<AskedBundle, "entry" | "packages">,
): Promise<RecalledBundle> {
  const { trace, set, packages, warnings, layerImports } = bundle;
  await Promise.all(bundle.files.map(({ bytes }) => deflateAhead(bytes)));
  const zip = context.store.put(zipFiles(bundle.files), {
    unzippedBytes: bundle.files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    heaviest: heaviestOf(bundle.contents),
  });
  const inputs = context.inputsAt(bundle.ownInputs);
  context.cache.rememberBundle(bundleKey(context, { kind: "function", ...asked }), {
    trace,
    zip,
    inputs: inputs.map(({ path }) => path),
    packages,
    warnings,
    layerImports,
    ...(set && { set: { key: set.key, codeSha256: set.codeSha256 } }),
  });
  return {
    zip,
    inputs,
    packages: mergedPackages(packages, set?.packages ?? []),
    warnings: [...warnings, ...(set?.warnings ?? [])],
    layerImports,
  };
}
