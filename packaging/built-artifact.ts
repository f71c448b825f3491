import type { Artifact } from "./artifact.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { LayerImport } from "./layer-imports.ts";

/** An artifact with what only the build itself needs to know of it. */
export interface BuiltArtifact {
  readonly artifact: Artifact;
  /** Its heaviest files, heaviest first. */
  readonly heaviest: readonly ArtifactContent[];
  /** What its user should know although it was built, a line for each. */
  readonly warnings?: readonly string[];
  /** What it imports of layers; none for what is not bundled. */
  readonly layerImports?: readonly LayerImport[];
}
