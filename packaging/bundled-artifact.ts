import type { RecalledBundle } from "./build-cache.ts";
import type { BuildContext } from "./build-context.ts";
import type { NodeFunctionSource, SourceLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { BUNDLE_OPTIONS } from "./bundle-options.ts";

/** The artifact of a function, built now or before. */
export function functionArtifact(
  context: BuildContext,
  { id, entry, layers }: NodeFunctionSource,
  bundle: RecalledBundle,
): BuiltArtifact {
  return bundledArtifact(
    { id, kind: "function", source: context.shown(entry), provides: [], layers },
    bundle,
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
  { zip, inputs, packages, warnings, layerImports }: RecalledBundle,
): BuiltArtifact {
  const { heaviest, ...stored } = zip;
  const { id, kind, source, provides, layers } = declared;
  return {
    heaviest,
    warnings,
    layerImports,
    artifact: { id, kind, source, ...stored, inputs, packages, options: BUNDLE_OPTIONS, provides, layers },
  };
}
