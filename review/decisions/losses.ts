import { changeReason } from "../changes/change-reason.ts";
import { grouped } from "../changes/grouped.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { isLoss, isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { leaders } from "./leaders.ts";
import { keepsOld, lossOf } from "./what-is-lost.ts";

/**
 * What the plan destroys or replaces, and what goes with it. What is replaced only because it belongs to something that is (the
 * settings of a bucket, the policy of a queue) is told with it.
 */
export function lossDecisions(view: PlanView): readonly Decision[] {
  const lost = view.changes.filter(
    (change) => change.mode === "managed" && isLoss(change.action) && !keepsOld(change),
  );
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
  return {
    gate: replaced ? "replace" : "destroy",
    stack: change.stack,
    address: change.address,
    rank: (loss?.data ? 0 : 10) + (replaced ? 1 : 0),
    text: [
      ...resourceName(change),
      " is ",
      { strong: replaced ? "replaced" : "destroyed" },
      loss === undefined ? "" : `: ${loss.text}`,
      reason === undefined ? "" : ` (${reason})`,
      ".",
    ],
    details: [...lossDetails(change, view), ...withIt(followers)],
  };
}

function lossDetails(change: ResourceChange, view: PlanView): readonly Inline[] {
  const details: Inline[] = [];
  // Functions keep what they use of an old layer version.
  if (change.action === "delete-then-create" && change.type !== "aws_lambda_layer_version")
    details.push(["Between the old and the new one there is none."]);
  if (/^aws_s3_(?:directory_)?bucket$/.test(change.type)) {
    details.push([
      change.before?.force_destroy === true
        ? "force_destroy is on: the objects are deleted without a question."
        : "force_destroy is off: the apply fails as long as objects are in it.",
    ]);
  }
  if (change.type === "aws_lambda_layer_version") details.push(layerUse(change, view));
  if (change.type === "aws_lambda_permission") details.push(permissionLost(change, view));
  return details;
}

/** Which functions of the plan still name a layer version that goes. */
function layerUse(change: ResourceChange, view: PlanView): Inline {
  const arn = change.before?.arn;
  const using = view.plan.changes.filter(
    ({ type, action, before }) =>
      type === "aws_lambda_function" &&
      action !== "delete" &&
      Array.isArray(before?.layers) &&
      before.layers.includes(arn ?? ""),
  );
  const staying = using.filter(
    ({ after }) => Array.isArray(after?.layers) && after.layers.includes(arn ?? ""),
  );
  if (staying.length > 0) return ["Still used by ", ...joined(staying.map(resourceName)), "."];
  const moving =
    using.length === 0
      ? "No function of this plan uses it"
      : `The ${count(using.length, "function")} of this plan that use it move on`;
  return [
    `${moving}; one elsewhere that names this version goes on running and cannot be changed any more. skip_destroy keeps old versions.`,
  ];
}

function permissionLost(change: ResourceChange, view: PlanView): Inline {
  const { shown } = view;
  const source = shown(change.before?.source_arn);
  return [
    { code: shown(change.before?.principal) ?? "somebody" },
    " may no longer call ",
    { code: shown(change.before?.function_name) ?? "the function" },
    ...(source === undefined || source === "none" ? [] : [" from ", { code: source }]),
    ".",
  ];
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

export function joined(parts: readonly Inline[]): Inline {
  return parts.flatMap((part, index) => (index === 0 ? [...part] : [", ", ...part]));
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
