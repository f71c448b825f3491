import { isNothing } from "../changes/difference.ts";
import { markedText } from "../changes/marked-text.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { ownAccount } from "../permissions/own-account.ts";
import type { PolicyChange } from "../permissions/policy-change.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { isBroadManagedPolicy } from "../policies/is-broad-managed-policy.ts";
import type { Alarm, AlarmKind, PolicyComparison } from "../policies/policy-comparison.ts";
import type { Decision } from "./decision.ts";

/** What is worth a decision even where a role and all its permissions are new. */
const ALARMING: ReadonlySet<AlarmKind> = new Set([
  // What could not be compared may hide anything.
  "unknown",
  "public-principal",
  "cross-account",
  "all-actions",
  "privilege-escalation",
]);

/** Permissions that become broader: by documents, by attached policies, by bounds that go, by principals that may call a function. */
export function permissionDecisions(view: PlanView, policies: readonly PolicyChange[]): readonly Decision[] {
  const account = ownAccount(view.plan.changes);
  return [
    ...policies.flatMap(policyDecision),
    ...view.changes.flatMap((change) => [
      ...attachment(change, view),
      ...boundary(change),
      ...accessKey(change),
      ...foreignCaller(change, account, view),
    ]),
  ];
}

function policyDecision({
  change,
  owner,
  newOwner,
  kind,
  comparison,
  unknown,
}: PolicyChange): readonly Decision[] {
  if (unknown) return [];
  const [first, ...others] = sentences(comparison, newOwner);
  if (first === undefined) return [];
  const who: Inline =
    kind === "resource" ? resourceName(change) : [{ code: owner }, " (", ...resourceName(change), ")"];
  const open = comparison.alarms.some(isPublic);
  return [
    {
      gate: open ? "public" : "iam",
      stack: change.stack,
      address: change.address,
      rank: open ? 5 : 20,
      text: [...who, leadOf(kind, comparison), ...markedText(first)],
      details: others.map(markedText),
    },
  ];
}

function leadOf(kind: PolicyChange["kind"], { alarms }: PolicyComparison): string {
  if (alarms.every((alarm) => alarm.kind === "unknown") && alarms.length > 0) return ": ";
  return kind === "trust" ? " can be taken by more: " : " becomes broader: ";
}

/** What makes a policy broader; a new document on a role that was there is broader by all that it allows. */
function sentences({ alarms, gained, lost }: PolicyComparison, newOwner: boolean): readonly string[] {
  const said = alarms.filter(({ kind }) => !newOwner || ALARMING.has(kind));
  if (said.length > 0 || newOwner || lost.length > 0) return said.map(asWords);
  return gained.map(({ actions, resources }) => `Allows ${actions.join(", ")} on ${resources.join(", ")}.`);
}

const isPublic = ({ kind }: Alarm): boolean => kind === "public-principal";

const asWords = ({ text }: Alarm): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function attachment(change: ResourceChange, view: PlanView): readonly Decision[] {
  const owner = /^aws_iam_(role|user|group)_policy_attachment$/.exec(change.type)?.[1];
  if (owner === undefined || change.after === undefined) return [];
  const { policy_arn: arn } = change.after;
  if (typeof arn === "string" && arn === change.before?.policy_arn) return [];
  const broad = typeof arn === "string" && isBroadManagedPolicy(arn);
  if (!broad && ownerIsNew(change, owner, view)) return [];
  const name = view.shown(change.after[owner]);
  return [
    iam(change, [
      { code: name === undefined || name === "none" ? change.address : name },
      " (",
      ...resourceName(change),
      ") gets the policy ",
      { code: typeof arn === "string" ? view.plan.scrub(arn) : "(known after apply)" },
      broad ? ", which allows far more than one task needs." : ".",
    ]),
  ];
}

function ownerIsNew(change: ResourceChange, key: string, view: PlanView): boolean {
  const name = change.after?.[key];
  const referred = view.configured.references(change.address, key);
  return view.changes.some(
    ({ type, action, after, address }) =>
      type === `aws_iam_${key}` &&
      action === "create" &&
      ((typeof name === "string" && after?.name === name) || referred.includes(address)),
  );
}

function boundary(change: ResourceChange): readonly Decision[] {
  const { before, after, unknown } = change;
  const gone =
    !isNothing(before?.permissions_boundary) &&
    after !== undefined &&
    isNothing(after.permissions_boundary) &&
    unknown.permissions_boundary !== true;
  return gone ? [iam(change, [...resourceName(change), " loses its permissions boundary."])] : [];
}

const accessKey = (change: ResourceChange): readonly Decision[] =>
  change.type === "aws_iam_access_key" && change.action === "create"
    ? [iam(change, [...resourceName(change), " is a new access key, which works until somebody deletes it."])]
    : [];

/** A function that another account may call, a bus to which it may send. */
function foreignCaller(
  change: ResourceChange,
  account: string | undefined,
  view: PlanView,
): readonly Decision[] {
  if (!/^aws_(?:lambda_(?:layer_version_)?|cloudwatch_event_)permission$/.test(change.type)) return [];
  const principal = change.after?.principal;
  if (typeof principal !== "string" || principal === change.before?.principal) return [];
  const caller = /^(?:arn:[^:]*:iam::)?(\d{12})(?::|$)/.exec(principal)?.[1];
  if (caller === undefined || caller === account) return [];
  return [
    iam(change, [
      ...resourceName(change),
      " lets another account in: ",
      { code: view.plan.scrub(principal) },
      ".",
    ]),
  ];
}

const iam = (change: ResourceChange, text: Inline): Decision => ({
  gate: "iam",
  stack: change.stack,
  address: change.address,
  rank: 20,
  text,
  details: [],
});
