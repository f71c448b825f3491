import { statSync } from "node:fs";
import { UserError } from "../reporting/user-error.ts";
import type { BuildContext } from "./build-context.ts";
import type { FunctionSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { BUNDLE_OPTIONS, type Bundle, bundleEntries } from "./bundle.ts";
import { heaviestOf } from "./heaviest.ts";
import type { LayerPackage } from "./layer-externals.ts";
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
  const bundles = await bundleEntries(context, { entries, packages, purpose: "handler" });
  return functions.map((source) => {
    const bundle = bundles[entries.indexOf(source.entry)] as Bundle;
    refuseMissingHandler(context, source, bundle);
    const built = packFunction(context, source, bundle);
    done(source.id);
    return built;
  });
}

function packFunction(context: BuildContext, source: FunctionSource, bundle: Bundle): BuiltArtifact {
  const heaviest = heaviestOf(bundle.contents);
  const { heaviest: _, ...stored } = context.store.put(zipFiles([{ path: "index.js", bytes: bundle.code }]), {
    unzippedBytes: bundle.code.length,
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

/** esbuild ends a CommonJS file with a list of its exports that never runs: `0&&(module.exports={handler});`. */
const EXPORT_LIST = /0&&\(module\.exports=\{([^}]*)\}\);?\s*$/;

function refuseMissingHandler(context: BuildContext, source: FunctionSource, bundle: Bundle): void {
  if (bundle.entryFormat === "cjs") return;
  const tail = Buffer.from(bundle.code.subarray(-10_000)).toString("utf8");
  const exported = EXPORT_LIST.exec(tail)?.[1]?.split(",") ?? [];
  // `...require("x")` stands for all exports of a module outside the bundle: they may include it.
  if (exported.some((name) => name === "handler" || name.startsWith("..."))) return;
  throw new UserError({
    at: context.shown(source.entry),
    expected: "an export named `handler`",
    found: exported.length === 0 ? "no exports" : `only ${exported.map((name) => `\`${name}\``).join(", ")}`,
    advice: "Lambda calls it: write `export const handler = …`.",
  });
}
