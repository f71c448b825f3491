import { difference, isNothing } from "../changes/difference.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision, Gate } from "./decision.ts";
import { looserAlarm } from "./looser-alarm.ts";
import type { ProtectionRule } from "./protection-rule.ts";
import { PROTECTION_RULES } from "./rules/protection-rules.ts";
import { type Setting, settingAt } from "./setting.ts";
import { soonerDeleted } from "./sooner-deleted.ts";
import { isKeyOfAws } from "./weaker.ts";

/** Encryption, logs, bounds, queues for failures, retention and capacity that a change takes away or makes less. */
export function protectionDecisions(view: PlanView): readonly Decision[] {
  return view.changes
    .filter(({ mode, after }) => mode === "managed" && after !== undefined)
    .flatMap((change) => [
      ...(change.action === "update" || isReplacement(change.action)
        ? weakened(change).map(([rule, setting]) => decision(change, rule, setting, view))
        : []),
      ...judged(change, view),
    ]);
}

/** What takes more than one attribute to see, as it reads after the resource's name. */
const JUDGED: readonly {
  readonly type: RegExp;
  readonly found: (change: ResourceChange, view: PlanView) => string | undefined;
}[] = [
  { type: /^aws_cloudwatch_metric_alarm$/, found: looserAlarm },
  { type: /^aws_s3_bucket_lifecycle_configuration$/, found: soonerDeleted },
];

function judged(change: ResourceChange, view: PlanView): readonly Decision[] {
  return JUDGED.filter(({ type }) => type.test(change.type)).flatMap(({ found }) => {
    const what = found(change, view);
    if (what === undefined) return [];
    const text: Inline = [...resourceName(change), ` ${what}.`];
    const { stack, address } = change;
    return [{ gate: "protection", stack, address, rank: 30, text, details: [] }];
  });
}

function weakened(change: ResourceChange): readonly (readonly [ProtectionRule, Setting])[] {
  const told = new Set<string>();
  return PROTECTION_RULES.flatMap((rule) => {
    if (!rule.type.test(change.type) || (rule.topic !== undefined && told.has(rule.topic))) return [];
    const setting = settingAt(change, rule.path);
    if (!rule.weaker(setting) || isMoot(change, rule)) return [];
    if (rule.topic !== undefined) told.add(rule.topic);
    return [[rule, setting] as const];
  });
}

/**
 * A queue goes from one kind of encryption to a better one by turning the first off, and a table that is paid by request has no
 * capacity to be less.
 */
function isMoot({ before, after, unknown }: ResourceChange, { path }: ProtectionRule): boolean {
  if (path === "sqs_managed_sse_enabled")
    return !isNothing(after?.kms_master_key_id) || unknown.kms_master_key_id === true;
  // What SQS encrypts with its own key is encrypted as well as by the key that KMS keeps for it.
  if (path === "kms_master_key_id" && isKeyOfAws(before?.[path]))
    return after?.sqs_managed_sse_enabled === true;
  if (path === "ttl.attribute_name")
    return settingAt({ before, after, unknown }, "ttl.enabled").after !== true;
  if (/_token_validity$/.test(path)) {
    return difference(before?.token_validity_units, after?.token_validity_units, undefined) !== "same";
  }
  // Nobody is asked for a scope where nobody is asked for anything.
  if (path === "authorization_scopes") return (after?.authorization_type ?? after?.authorization) === "NONE";
  return /^(?:read|write)_capacity$/.test(path) && after?.billing_mode === "PAY_PER_REQUEST";
}

const RANKS: Partial<Readonly<Record<Gate, number>>> = { iam: 20, protection: 30 };

function decision(change: ResourceChange, rule: ProtectionRule, setting: Setting, view: PlanView): Decision {
  return {
    gate: rule.gate,
    stack: change.stack,
    address: change.address,
    rank: RANKS[rule.gate] ?? 40,
    text: [...resourceName(change), ` ${rule.text}`, ...beforeAfter(rule, setting, view), "."],
    details: putsBack(change, rule.path, view)
      ? [["Somebody changed this outside of Terraform; the plan puts back what the configuration says."]]
      : [],
  };
}

function beforeAfter({ path }: ProtectionRule, { before, after }: Setting, { shown }: PlanView): Inline {
  const [old, next] = [shown(before), shown(after)];
  return [
    " (",
    { code: path },
    ...(old === undefined || next === undefined ? [] : [": ", { code: old }, " → ", { code: next }]),
    ")",
  ];
}

/** Whether the value before is not what Terraform made it. */
const putsBack = (change: ResourceChange, path: string, view: PlanView): boolean =>
  view.drifted.get(change.address)?.has(path.split(".")[0] ?? "") ?? false;
