import { changeReason } from "../changes/change-reason.ts";
import { grouped } from "../changes/grouped.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { joined } from "../page/joined.ts";
import { isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";
import { leaders } from "./leaders.ts";
import { lossDetails } from "./loss-details.ts";
import { twinOf } from "./twin.ts";
import { isLasting, isLost, lossOf } from "./what-is-lost.ts";

/**
 * What the plan destroys or replaces, and what goes with it. What is replaced only because it belongs to something that is (the
 * settings of a bucket, the policy of a queue) is told with it.
 */
export function lossDecisions(view: PlanView): readonly Decision[] {
  const lost = view.changes.filter((change) => change.mode === "managed" && isLost(change));
  const leads = leaders(lost);
  const followers = grouped([...leads.keys()], (change) => leads.get(change));
  return lost
    .filter((change) => !leads.has(change))
    .map((change) => lossDecision(change, followers.get(change) ?? [], view));
}

function lossDecision(
  change: ResourceChange,
  followers: readonly ResourceChange[],
  view: PlanView,
): Decision {
  const loss = lossOf(change);
  const reason = changeReason(change);
  const replaced = isReplacement(change.action);
  const twin = twinOf(change, view);
  const isGone = loss?.kind === "data" || twin?.isAlike !== true;
  return decisionAbout(change, {
    gate: replaced ? "replace" : "destroy",
    rank: (loss?.kind === "data" ? 0 : 10) + (replaced ? 1 : 0),
    text: [
      ...resourceName(change),
      " is ",
      { strong: replaced ? "replaced" : "destroyed" },
      loss === undefined || !isGone || !isLasting(change, loss) ? "" : `: ${loss.text}`,
      reason === undefined ? "" : ` (${reason})`,
      ".",
    ],
    details: [...lossDetails(change, loss, view, twin), ...withIt(followers)],
  });
}

const withIt = (followers: readonly ResourceChange[]): readonly Inline[] =>
  followers.length === 0
    ? []
    : [
        [
          `With it, ${followers.length === 1 ? "one resource" : `${followers.length} resources`}: `,
          ...joined(followers.map(resourceName)),
          ".",
        ],
      ];
