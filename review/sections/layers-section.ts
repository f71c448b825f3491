import { settingChanges } from "../changes/noise.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { ArtifactChange } from "../code/artifact-change.ts";
import { artifactOf } from "../code/artifact-of.ts";
import { codeBlocks } from "../code/code-blocks.ts";
import type { Section } from "../page/document.ts";
import { joined } from "../page/joined.ts";
import { isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { actionWords } from "./action-words.ts";
import type { HomedChange } from "./reviewed.ts";

/**
 * New versions of layers and who moves to them.
 *
 * @param changes - every change of a layer version; those that lose the old version stand among the decisions too.
 */
export const layersSection = (
  changes: readonly HomedChange[],
  artifacts: readonly ArtifactChange[] | undefined,
): Section => ({
  title: "Layers",
  noun: ["layer", "layers"],
  folded: false,
  weight: 4,
  entries: changes.map((homed) => {
    const { change } = homed;
    const artifact =
      artifacts === undefined ? undefined : artifactOf(artifacts, change.after ?? change.before ?? {});
    const users = usersOf(homed);
    return {
      head: [
        ...resourceName(change),
        `: ${isReplacement(change.action) ? "a new version" : actionWords(change)}`,
      ],
      blocks: [
        ...(users.length === 0
          ? []
          : [{ kind: "list", items: [["Used by ", ...joined(users.map(resourceName)), "."]] } as const]),
        ...(artifact === undefined ? [] : codeBlocks(artifact)),
      ],
    };
  }),
});

/** Functions that name the version before, or refer to the layer. */
function usersOf({ change, view }: HomedChange): readonly ResourceChange[] {
  const arn = change.before?.arn;
  return view.plan.changes.filter((other) => {
    if (other.type !== "aws_lambda_function" || other.action === "delete") return false;
    const layers = other.before?.layers;
    if (typeof arn === "string" && Array.isArray(layers) && layers.includes(arn)) return true;
    const refers = view.configured.references(other.address, "layers").includes(change.address);
    return refers && settingChanges(other, view.configured).some(({ name }) => name === "layers");
  });
}
