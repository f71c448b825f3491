import { statSync } from "node:fs";
import { mergedPackages, type RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import { type BuildOutcome, together } from "./build-outcome.ts";
import type { NodeFunctionSource } from "./build-request.ts";
import { bundleKey } from "./bundle-key.ts";
import { functionArtifact } from "./bundled-artifact.ts";
import { ownInputs } from "./bundled-packages.ts";
import { entryProblem, missingEntry, missingHandler } from "./function-problem.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { rememberPackageSets } from "./package-set.ts";
import { settled } from "./settled.ts";
import { sha256 } from "./sha256.ts";
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
      (made) => made.flatMap(({ inputs }) => inputs),
    ),
  );
  rememberPackageSets(
    context,
    [...bundles.values()].flatMap(({ set }) => set ?? []),
  );
  const packed = packFunctions(context, { functions: present, packages, bundles, done });
  return {
    built: packed.built,
    problems: [
      ...gone.map((source) => missingEntry(context, source)),
      ...errors.map((error) => entryProblem(context, present, error)),
      ...packed.problems,
    ],
  };
}

interface Packing {
  readonly functions: readonly NodeFunctionSource[];
  readonly packages: readonly LayerPackage[];
  /** By their entries; none for an entry that is broken. */
  readonly bundles: ReadonlyMap<string, FunctionCode>;
  done(id: string): void;
}

function packFunctions(context: BuildContext, { functions, packages, bundles, done }: Packing): BuildOutcome {
  const packed = new Map<string, RecalledBundle>();
  const outcomes = functions.map((source): BuildOutcome => {
    const { entry } = source;
    const bundle = bundles.get(entry);
    if (bundle === undefined) return { built: [], problems: [] };
    const mistake = missingHandler(context, source, bundle.exports);
    if (mistake !== undefined) return { built: [], problems: [mistake] };
    const key = bundleKey(context, { kind: "function", entry, packages });
    const known = packed.get(key) ?? packFunction(context, bundle, key);
    packed.set(key, known);
    done(source.id);
    return { built: [functionArtifact(context, source, known)], problems: [] };
  });
  return together(outcomes);
}

function packFunction(context: BuildContext, bundle: FunctionCode, key: string): RecalledBundle {
  const { trace, set, packages, warnings } = bundle;
  const zip = context.store.put(zipFiles(bundle.files), {
    unzippedBytes: bundle.files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    heaviest: heaviestOf(bundle.contents),
  });
  const inputs = context.inputsAt(ownInputs(bundle.inputs));
  context.cache.rememberBundle(key, {
    trace,
    zip,
    inputs: inputs.map(({ path }) => path),
    packages,
    warnings,
    ...(set && { set: { key: set.key, codeSha256: sha256(set.code) } }),
  });
  return {
    zip,
    inputs,
    packages: mergedPackages(packages, set?.packages ?? []),
    warnings: [...warnings, ...(set?.warnings ?? [])],
  };
}
