import { statSync } from "node:fs";
import { UserError } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";
import type { FunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { BUNDLE_OPTIONS } from "./bundle.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
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
  functions: readonly FunctionSource[],
  packages: readonly LayerPackage[],
  done: (id: string) => void,
): Promise<readonly BuiltArtifact[]> {
  for (const source of functions) refuseMissingEntry(context, source);
  const entries = [...new Set(functions.map(({ entry }) => entry))];
  const bundles = await bundleFunctions(context, { entries, packages, purpose: "handler" });
  return functions.map((source) => {
    const bundle = bundles[entries.indexOf(source.entry)] as FunctionCode;
    refuseMissingHandler(context, source, bundle);
    const built = packFunction(context, source, bundle);
    done(source.id);
    return built;
  });
}

function packFunction(context: BuildContext, source: FunctionSource, bundle: FunctionCode): BuiltArtifact {
  const heaviest = heaviestOf(bundle.contents);
  const { heaviest: _, ...stored } = context.store.put(zipFiles(bundle.files), {
    unzippedBytes: bundle.files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    heaviest,
  });
  return {
    heaviest,
    artifact: {
      id: source.id,
      kind: "function",
      ...stored,
      inputs: context.inputsAt(bundle.inputs),
      options: BUNDLE_OPTIONS,
      provides: [],
      layers: source.layers,
    },
  };
}

function refuseMissingEntry(context: BuildContext, { id, entry }: FunctionSource): void {
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
  source: FunctionSource,
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
