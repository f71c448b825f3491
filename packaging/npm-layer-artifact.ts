import { posix } from "node:path";
import type { StoredZip } from "./artifact-store.ts";
import type { BuildContext } from "./build-context.ts";
import type { NpmLayerSource } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { layerKey, npmLayerOptions } from "./npm-layer-key.ts";
import { readNpmLockfile } from "./npm-lockfile.ts";

/**
 * The artifact of the npm layer that was installed before from the same lockfile.
 *
 * @throws UserError for missing files.
 */
export function recalledNpmLayer(context: BuildContext, source: NpmLayerSource): BuiltArtifact | undefined {
  const lockfile = readNpmLockfile(source.folder, context.shown(source.folder));
  const zip = context.store.recall(layerKey(lockfile, npmLayerOptions(source.architecture)));
  return zip && npmLayerArtifact(context, source, zip, lockfile.provides);
}

/** The artifact of an npm layer, installed now or before. */
export function npmLayerArtifact(
  context: BuildContext,
  source: NpmLayerSource,
  zip: StoredZip,
  provides: readonly string[],
): BuiltArtifact {
  const { heaviest, ...stored } = zip;
  const shown = context.shown(source.folder);
  return {
    heaviest,
    artifact: {
      id: source.id,
      kind: "npm-layer",
      source: shown,
      ...stored,
      inputs: context.inputsAt(["package.json", "package-lock.json"].map((name) => posix.join(shown, name))),
      packages: [],
      options: npmLayerOptions(source.architecture),
      provides,
      layers: [],
    },
  };
}
