import type { RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import type { NodeFunctionSource, SourceLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { bundleOptions } from "./bundle-options.ts";
import { functionOptions } from "./function-options.ts";

/** The artifact of a function, built now or before. */
export function functionArtifact(
  context: BuildContext,
  source: NodeFunctionSource,
  bundle: RecalledBundle,
): BuiltArtifact {
  const { id, entry, layers } = source;
  return bundledArtifact(
    { id, kind: "function", source: context.shown(entry), provides: [], layers },
    bundle,
    functionOptions(source),
  );
}

/** The artifact of a layer of shared code whose package is `name`, built now or before. */
export function sourceLayerArtifact(
  context: BuildContext,
  { id, folder, layers }: SourceLayerSource,
  name: string,
  bundle: RecalledBundle,
): BuiltArtifact {
  return bundledArtifact(
    { id, kind: "source-layer", source: context.shown(folder), provides: [name], layers },
    bundle,
  );
}

function bundledArtifact(
  declared: Pick<BuiltArtifact["artifact"], "id" | "kind" | "source" | "provides" | "layers">,
  { zip, mapPath, inputs, packages, warnings, layerImports }: RecalledBundle,
  choices: Readonly<Record<string, string>> = {},
): BuiltArtifact {
  const { heaviest, ...stored } = zip;
  const { id, kind, source, provides, layers } = declared;
  return {
    heaviest,
    warnings,
    layerImports,
    artifact: {
      ...{ id, kind, source, ...stored, ...(mapPath && { mapPath }), inputs, packages, provides, layers },
      options: bundleOptions(choices),
    },
  };
}
