import { statSync } from "node:fs";
import { UserError } from "../reporting/user-error.ts";
import { mergedPackages, type RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import type { NodeFunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type AskedBundle, bundleKey } from "./bundle-key.ts";
import { functionArtifact } from "./bundled-artifact.ts";
import { deflateAhead } from "./deflated.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { rememberPackageSets } from "./package-set.ts";
import { settled } from "./settled.ts";
import { bundleFunctions, type FunctionCode } from "./split-bundle.ts";
import { zipFiles } from "./zip.ts";

/**
 * Builds functions that have the same packages in layers: bundled together, each into a zip of its own with `index.js`,
 * which exports `handler`.
 *
 * @throws UserError for an entry that is gone, does not compile, imports what nothing provides or has no `handler`.
 */
export async function buildFunctions(
  context: BuildContext,
  functions: readonly NodeFunctionSource[],
  packages: readonly LayerPackage[],
  done: (id: string) => void,
): Promise<readonly BuiltArtifact[]> {
  for (const source of functions) refuseMissingEntry(context, source);
  const entries = [...new Set(functions.map(({ entry }) => entry))];
  const bundles = await settled(
    context,
    (attempt) => bundleFunctions(attempt, { entries, packages, purpose: "handler" }),
    filesOf,
  );
  rememberPackageSets(
    context,
    bundles.flatMap(({ set }) => set ?? []),
  );
  const bundleOf = new Map(entries.map((entry, index) => [entry, bundles[index] as FunctionCode]));
  for (const source of functions) {
    refuseMissingHandler(context, source, bundleOf.get(source.entry) as FunctionCode);
  }
  const packed = new Map<string, Promise<RecalledBundle>>();
  return Promise.all(
    functions.map(async (source) => {
      const { entry } = source;
      const packing =
        packed.get(entry) ?? packFunction(context, bundleOf.get(entry) as FunctionCode, { entry, packages });
      packed.set(entry, packing);
      const bundle = await packing;
      done(source.id);
      return functionArtifact(context, source, bundle);
    }),
  );
}

function filesOf(bundles: readonly FunctionCode[]): ReadonlySet<string> {
  const files = new Set(bundles.flatMap(({ inputs }) => inputs));
  const sets = new Set(bundles.flatMap(({ set }) => set ?? []));
  for (const { made } of sets) for (const path of made?.inputs ?? []) files.add(path);
  return files;
}

async function packFunction(
  context: BuildContext,
  bundle: FunctionCode,
  asked: Pick<AskedBundle, "entry" | "packages">,
): Promise<RecalledBundle> {
  const { trace, set, packages } = bundle;
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
    ...(set && { set: { key: set.key, codeSha256: set.codeSha256 } }),
  });
  return { zip, inputs, packages: mergedPackages(packages, set?.packages ?? []) };
}

function refuseMissingEntry(context: BuildContext, { id, entry }: NodeFunctionSource): void {
  if (statSync(entry, { throwIfNoEntry: false })?.isFile()) return;
  throw new UserError({
    at: context.shown(entry),
    expected: `the file that is the entry of ${id}`,
    found: "no file",
    advice: "Check the spelling of `entry` where the function is declared.",
  });
}

function refuseMissingHandler(
  context: BuildContext,
  source: NodeFunctionSource,
  { exports }: FunctionCode,
): void {
  if (exports === undefined || exports.includes("handler")) return;
  throw new UserError({
    at: context.shown(source.entry),
    expected: "an export named `handler`",
    found: exports.length === 0 ? "no exports" : `only ${exports.map((name) => `\`${name}\``).join(", ")}`,
    advice: "Lambda calls it: write `export const handler = …`.",
  });
}
