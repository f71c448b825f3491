import { UserError } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type LayerContent, type LayerLookup, openLayer } from "./layer-content.ts";
import type { LayerImport } from "./layer-imports.ts";
import { packageNameIn } from "./package-name.ts";

/**
 * Checks that what functions and layers import of layers is there, as Node.js will look for it.
 *
 * Only what a layer provides itself counts, its direct dependencies: what lies in it for their sake may be gone with their
 * next release, so imports of it are bundled.
 *
 * @throws UserError for the first import that is not.
 */
export function checkLayerImports(built: readonly BuiltArtifact[]): void {
  const artifacts = new Map(built.map(({ artifact }) => [artifact.id, artifact]));
  const opened = new Map<string, LayerContent>();
  const checked = new Set<string>();
  for (const { artifact, layerImports = [] } of built) {
    for (const one of layerImports) {
      const layer = providerOf(one, artifact, artifacts);
      if (layer === undefined || checked.has(`${layer.id}\n${one.specifier}`)) continue;
      const content = opened.get(layer.zipPath) ?? openLayer(layer.zipPath);
      opened.set(layer.zipPath, content);
      const lookup = content.lookUp(one.specifier);
      if (lookup.found === undefined) throw notProvided(one, layer, lookup);
      checked.add(`${layer.id}\n${one.specifier}`);
    }
  }
}

/** Of two layers with one package it does not matter which: they have the same release of it. */
function providerOf(
  { specifier }: LayerImport,
  user: Artifact,
  artifacts: ReadonlyMap<string, Artifact>,
): Artifact | undefined {
  const name = packageNameIn(specifier) ?? "";
  return user.layers.map((id) => artifacts.get(id)).find((layer) => layer?.provides.includes(name));
}

type Problem = Exclude<LayerLookup, { readonly found: string }>;

function notProvided({ specifier, importer }: LayerImport, layer: Artifact, lookup: Problem): UserError {
  const name = packageNameIn(specifier) ?? "";
  const release = lookup.version === undefined ? name : `${name} ${lookup.version}`;
  const found = {
    absent: "none",
    "module-only": "one that `require` cannot use, and bundles are CommonJS",
    lost: `that it leads to ${lookup.path}, which the layer does not have`,
  };
  return new UserError({
    at: importer,
    expected: `"${specifier}" to be an export of ${release} in the layer ${layer.id}`,
    found: found[lookup.problem],
    advice: adviceFor(name, layer, lookup),
  });
}

function adviceFor(name: string, layer: Artifact, { problem, exports }: Problem): string {
  if (layer.kind === "source-layer") {
    return `Correct the import, or add what is missing to \`exports\` in ${layer.source}/package.json.`;
  }
  if (problem !== "absent") return `Take ${name} out of ${layer.source}/package.json, so that it is bundled.`;
  if (exports === undefined) return `Correct the path: it is no file of ${name} that the layer has.`;
  return `Import what it exports: ${exports.map((one) => `"${one}"`).join(", ")}.`;
}
