import type { UserErrorParts } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import type { BuildProblem } from "./build-problem.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { type LayerContent, type LayerLookup, openLayer } from "./layer-content.ts";
import type { LayerImport } from "./layer-imports.ts";
import { packageNameIn } from "./package-name.ts";

/**
 * Imports by functions and layers of what their layers do not have, as Node.js will look for it.
 *
 * Only what a layer provides itself counts, its direct dependencies: what lies in it for their sake may be gone with their
 * next release, so imports of it are bundled.
 */
export function layerImportProblems(built: readonly BuiltArtifact[]): readonly BuildProblem[] {
  const artifacts = new Map(built.map(({ artifact }) => [artifact.id, artifact]));
  const lookUp = layerLookups();
  return built.flatMap(({ artifact, layerImports = [] }) =>
    layerImports.flatMap((one) => {
      const layer = providerOf(one, artifact, artifacts);
      const lookup = layer && lookUp(layer.zipPath, one.specifier);
      if (layer === undefined || lookup === undefined || lookup.found !== undefined) return [];
      const { id, source } = artifact;
      const kind = artifact.kind === "function" ? "function" : "layer";
      return { parts: notProvided(one, layer, lookup), breaks: [{ kind, id, source }] } as const;
    }),
  );
}

/** Each layer is opened once, and each import looked up once, whoever uses them. */
function layerLookups(): (zipPath: string, specifier: string) => LayerLookup {
  const opened = new Map<string, LayerContent>();
  const known = new Map<string, LayerLookup>();
  return (zipPath, specifier) => {
    const key = `${zipPath}\n${specifier}`;
    const content = opened.get(zipPath) ?? openLayer(zipPath);
    opened.set(zipPath, content);
    const lookup = known.get(key) ?? content.lookUp(specifier);
    known.set(key, lookup);
    return lookup;
  };
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

function notProvided({ specifier, importer }: LayerImport, layer: Artifact, lookup: Problem): UserErrorParts {
  const name = packageNameIn(specifier) ?? "";
  const release = lookup.version === undefined ? name : `${name} ${lookup.version}`;
  const found = {
    absent: "none",
    "module-only": "one that `require` cannot use, and bundles are CommonJS",
    lost: `that it leads to ${lookup.path}, which the layer does not have`,
  };
  return {
    at: importer,
    expected: `"${specifier}" to be an export of ${release} in the layer ${layer.id}`,
    found: found[lookup.problem],
    advice: adviceFor(name, layer, lookup),
  };
}

function adviceFor(name: string, layer: Artifact, { problem, exports }: Problem): string {
  if (layer.kind === "source-layer") {
    return `Correct the import, or add what is missing to \`exports\` in ${layer.source}/package.json.`;
  }
  if (problem !== "absent") return `Take ${name} out of ${layer.source}/package.json, so that it is bundled.`;
  if (exports === undefined) return `Correct the path: it is no file of ${name} that the layer has.`;
  return `Import what it exports: ${exports.map((one) => `"${one}"`).join(", ")}.`;
}
