import type { ManifestEntry } from "../../packaging/manifest.ts";
import type { ArtifactChange } from "../../review/code/artifact-change.ts";
import { compareManifests } from "../../review/code/compare-manifests.ts";

/** Why a build elsewhere was made from something else, a line each, by the path of the zip below the output folder. */
export function differingInputs(
  here: readonly ManifestEntry[],
  there: readonly ManifestEntry[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    compareManifests(here, there).flatMap((change) => {
      const entry = change.before ?? change.after;
      return entry === undefined || change.sameBytes
        ? []
        : [[`stacks/${entry.stack}/${entry.file}`, reasons(change)] as const];
    }),
  );
}

const reasons = ({ inputs, packages, options }: ArtifactChange): readonly string[] => [
  ...inputs.map(({ path, beforeBytes, afterBytes }) =>
    afterBytes === undefined
      ? `${path} is used here, and a clone does not have it (not known to git, ignored, or export-ignore)`
      : beforeBytes === undefined
        ? `${path} is used elsewhere alone`
        : `${path} has other bytes in a clone (line ends or a filter of .gitattributes), or was changed meanwhile`,
  ),
  ...packages.map(({ name, before = "none", after = "none" }) =>
    before === after
      ? `package ${name}: other files of ${before} than elsewhere`
      : `package ${name}: ${before} here, ${after} elsewhere; npm ci brings what the lockfile says`,
  ),
  ...options.map(
    ({ name, before = "none", after = "none" }) => `build option ${name}: ${before} here, ${after} elsewhere`,
  ),
];
