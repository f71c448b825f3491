import { isNothing } from "../changes/difference.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import { ownAccount } from "../permissions/own-account.ts";
import type { PolicyChange } from "../permissions/policy-change.ts";
import { isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { isBroadManagedPolicy } from "../policies/is-broad-managed-policy.ts";
import { callerDecisions } from "./callers.ts";
import type { Decision } from "./decision.ts";
import { destinationDecisions } from "./destinations.ts";
import { iamDecision } from "./iam-decision.ts";
import { isOfNew } from "./is-of-new.ts";
import { newGrantDecisions } from "./new-grants.ts";
import { policyDecisions } from "./policy-decisions.ts";

/** Permissions that become broader: by documents, by attached policies, by bounds that go, by principals that may call a function. */
export function permissionDecisions(view: PlanView, policies: readonly PolicyChange[]): readonly Decision[] {
  const account = ownAccount(view.plan);
  return [
    ...policyDecisions(view, policies),
    ...view.changes.flatMap((change) => [...attachment(change, view), ...boundary(change)]),
    ...callerDecisions(view, account),
    ...destinationDecisions(view, account),
    ...newGrantDecisions(view, account),
  ];
}

function attachment(change: ResourceChange, view: PlanView): readonly Decision[] {
  const owner = /^aws_iam_(role|user|group)_policy_attachment$/.exec(change.type)?.[1];
  if (owner === undefined || change.after === undefined) return [];
  const { policy_arn: arn } = change.after;
  if (isTheSame(change, owner, view)) return [];
  const broad = typeof arn === "string" && isBroadManagedPolicy(arn);
  if (!broad && isOfNew(change, owner, new RegExp(`^aws_iam_${owner}$`), view)) return [];
  const name = view.shown(change.after[owner]);
  return [
    iamDecision(change, [
      { code: name === undefined || name === "none" ? change.address : name },
      " (",
      ...resourceName(change),
      ") gets the policy ",
      { code: typeof arn === "string" ? view.plan.scrub(arn) : "(known after apply)" },
      broad ? ", which allows far more than one task needs." : ".",
    ]),
  ];
}

/** Whether the owner had the policy before, be it that one of the two is made anew. */
function isTheSame({ before, after, unknown }: ResourceChange, owner: string, view: PlanView): boolean {
  if (before === undefined || after === undefined) return false;
  const isKept = (key: string, type: string, name: "arn" | "name"): boolean =>
    before[key] === after[key] ||
    view.changes.some(
      (other) =>
        other.type === type &&
        isReplacement(other.action) &&
        other.before?.[name] === before[key] &&
        (unknown[key] === true || other.after?.[name] === after[key]),
    );
  return isKept("policy_arn", "aws_iam_policy", "arn") && isKept(owner, `aws_iam_${owner}`, "name");
}

function boundary(change: ResourceChange): readonly Decision[] {
  const { before, after, unknown } = change;
  const gone =
    !isNothing(before?.permissions_boundary) &&
    after !== undefined &&
    isNothing(after.permissions_boundary) &&
    unknown.permissions_boundary !== true;
  return gone ? [iamDecision(change, [...resourceName(change), " loses its permissions boundary."])] : [];
}
