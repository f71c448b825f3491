import { markedText } from "../changes/marked-text.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import type { PolicyChange } from "../permissions/policy-change.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { allowWords, conditionWords } from "../policies/phrases.ts";
import type { Alarm, AlarmKind, PolicyComparison } from "../policies/policy-comparison.ts";
import type { Decision } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";
import { isOfNew } from "./is-of-new.ts";
import { leaders } from "./leaders.ts";
import { isLost } from "./what-is-lost.ts";

/** What is worth a decision even where a role and all its permissions are new. */
const ALARMING: ReadonlySet<AlarmKind> = new Set([
  // What could not be compared may hide anything.
  "unknown",
  "public-principal",
  "cross-account",
  "all-actions",
  "whole-service",
  "privilege-escalation",
]);

/** Policy documents that become broader. What an object that goes denied, nobody has to deny any more. */
export function policyDecisions(view: PlanView, policies: readonly PolicyChange[]): readonly Decision[] {
  const led = leaders(view.changes.filter((change) => change.mode === "managed" && isLost(change)));
  return policies
    .filter(
      ({ change, kind, unknown }) =>
        !unknown &&
        !(isBound(kind, change) && change.action === "create") &&
        (change.action !== "delete" || (/polic/.test(change.type) && !led.has(change))),
    )
    .flatMap((policy) => policyDecision(policy, view));
}

/** What only takes away from what is allowed elsewhere, so that a new one allows nothing more. */
const isBound = (kind: PolicyChange["kind"], { type }: ResourceChange): boolean =>
  kind === "endpoint" || type === "aws_organizations_policy";

function policyDecision(policy: PolicyChange, view: PlanView): readonly Decision[] {
  const { change, owner, kind, ofOwner: comparison } = policy;
  const [first, ...others] = isOfOldParent(policy, view)
    ? sentencesOfNew(comparison)
    : sentences(comparison, policy.newOwner);
  if (first === undefined) return [];
  const who: Inline =
    kind === "resource" || owner === change.address
      ? resourceName(change)
      : [{ code: owner }, " (", ...resourceName(change), ")"];
  const open = comparison.alarms.some(isPublic);
  return [
    decisionAbout(change, {
      gate: open ? "public" : "iam",
      rank: open ? 5 : 20,
      text: [...who, leadOf(policy), ...markedText(first)],
      details: others.map(markedText),
    }),
  ];
}

function leadOf({ kind, newOwner, ofOwner: { alarms } }: PolicyChange): string {
  if (alarms.every((alarm) => alarm.kind === "unknown") && alarms.length > 0) return ": ";
  if (newOwner) return " is new: ";
  return kind === "trust" ? " can be taken by more: " : " becomes broader: ";
}

/** What makes a policy broader; a new document on a role that was there is broader by all that it allows. */
function sentences({ alarms, gained, lost }: PolicyComparison, newOwner: boolean): readonly string[] {
  const said = alarms.filter(({ kind }) => !newOwner || ALARMING.has(kind));
  if (said.length > 0 || newOwner || lost.length > 0) return said.map(asWords);
  return gained.map(({ actions, resources }) => `Allows ${actions.join(", ")} on ${resources.join(", ")}.`);
}

/**
 * The first policy of an object that was there: what services do with it under conditions is how they are connected, others are let in, and
 * so is a service that may be sent by every account.
 */
function sentencesOfNew({ alarms, gained }: PolicyComparison): readonly string[] {
  const said = alarms.filter(({ kind }) => ALARMING.has(kind));
  if (said.length > 0) return said.map(asWords);
  return gained
    .filter(({ principals, conditions }) =>
      principals.some(
        (name) => name.startsWith("AWS: ") || (name.startsWith("Service: ") && conditions.length === 0),
      ),
    )
    .map((grant) => `${allowWords(grant)}${conditionWords(grant.conditions)}.`);
}

/** Attributes by which a policy names whose it is. */
const PARENTS: Readonly<Record<string, RegExp>> = {
  bucket: /^aws_s3_bucket$/,
  queue_url: /^aws_sqs_queue$/,
  arn: /^aws_sns_topic$/,
  secret_arn: /^aws_secretsmanager_secret$/,
  repository: /^aws_ecr_repository$/,
  resource_arn: /^aws_(?!.*polic)/,
  key_id: /^aws_kms_key$/,
  event_bus_name: /^aws_cloudwatch_event_bus$/,
  rest_api_id: /^aws_api_gateway_rest_api$/,
};

function isOfOldParent({ change, kind }: PolicyChange, view: PlanView): boolean {
  const parent = Object.entries(PARENTS).find(([name]) => typeof change.after?.[name] === "string");
  return (
    kind === "resource" &&
    change.action === "create" &&
    /polic/.test(change.type) &&
    parent !== undefined &&
    !isOfNew(change, ...parent, view)
  );
}

const isPublic = ({ kind }: Alarm): boolean => kind === "public-principal";

const asWords = ({ text }: Alarm): string => (/[.!?]$/.test(text) ? text : `${text}.`);
