import { statSync } from "node:fs";
import { UserError } from "../reporting/user-error.ts";
import { mergedPackages, type RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import type { NodeFunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { bundleKey } from "./bundle-key.ts";
import { functionArtifact } from "./bundled-artifact.ts";
import { ownInputs } from "./bundled-packages.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
import { rememberPackageSets } from "./package-set.ts";
import { settled } from "./settled.ts";
import { sha256 } from "./sha256.ts";
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
    (made) => made.flatMap(({ inputs }) => inputs),
  );
  rememberPackageSets(
    context,
    bundles.flatMap(({ set }) => set ?? []),
  );
  const packed = new Map<string, RecalledBundle>();
  return functions.map((source) => {
    const { entry } = source;
    const bundle = bundles[entries.indexOf(entry)] as FunctionCode;
    refuseMissingHandler(context, source, bundle);
    const key = bundleKey(context, { kind: "function", entry, packages });
    const known = packed.get(key) ?? packFunction(context, bundle, key);
    packed.set(key, known);
    done(source.id);
    return functionArtifact(context, source, known);
  });
}

function packFunction(context: BuildContext, bundle: FunctionCode, key: string): RecalledBundle {
  const { trace, set, packages, layerImports } = bundle;
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
    layerImports,
    ...(set && { set: { key: set.key, codeSha256: sha256(set.code) } }),
  });
  return { zip, inputs, packages: mergedPackages(packages, set?.packages ?? []), layerImports };
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
