import type { RecalledBundle } from "./build-cache.ts";
import type { FunctionSource, SourceLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { BUNDLE_OPTIONS } from "./bundle-options.ts";

/** The artifact of a function, built now or before. */
export function functionArtifact({ id, layers }: FunctionSource, bundle: RecalledBundle): BuiltArtifact {
  return bundledArtifact({ id, kind: "function", provides: [], layers }, bundle);
}

/** The artifact of a layer of shared code whose package is `name`, built now or before. */
export function sourceLayerArtifact(
  { id, layers }: SourceLayerSource,
  name: string,
  bundle: RecalledBundle,
): BuiltArtifact {
  return bundledArtifact({ id, kind: "source-layer", provides: [name], layers }, bundle);
}

function bundledArtifact(
  declared: Pick<BuiltArtifact["artifact"], "id" | "kind" | "provides" | "layers">,
  { zip, inputs, packages }: RecalledBundle,
): BuiltArtifact {
  const { heaviest, ...stored } = zip;
  const { id, kind, provides, layers } = declared;
  return {
    heaviest,
    artifact: { id, kind, ...stored, inputs, packages, options: BUNDLE_OPTIONS, provides, layers },
  };
}
