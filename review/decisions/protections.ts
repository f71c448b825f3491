import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision, Gate } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";
import { fewerArchivedEvents } from "./fewer-archived-events.ts";
import { firewallAddresses } from "./firewall-addresses.ts";
import { isMoot } from "./is-moot.ts";
import { looserAlarm } from "./looser-alarm.ts";
import { openWayOut } from "./open-ports.ts";
import { plainConnections } from "./plain-connections.ts";
import type { ProtectionRule } from "./protection-rule.ts";
import { PROTECTION_RULES } from "./rules/protection-rules.ts";
import { type Setting, settingAt } from "./setting.ts";
import { soonerDeleted } from "./sooner-deleted.ts";
import { soonerDeletedImages } from "./sooner-deleted-images.ts";

/** Encryption, logs, bounds, queues for failures, retention and capacity that a change takes away or makes less. */
export function protectionDecisions(view: PlanView): readonly Decision[] {
  const rulesOf = ruleFinder();
  return view.changes
    .filter(({ mode, after }) => mode === "managed" && after !== undefined)
    .flatMap((change) => [
      ...(change.action === "update" || isReplacement(change.action)
        ? weakened(change, rulesOf(change.type), view).map(([rule, setting]) =>
            decision(change, rule, setting, view),
          )
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
  { type: /^aws_ecr_lifecycle_policy$/, found: soonerDeletedImages },
  {
    type: /^aws_(?:db|rds_cluster|docdb_cluster|neptune_cluster)_parameter_group$/,
    found: plainConnections,
  },
  { type: /^aws_cloudwatch_event_archive$/, found: fewerArchivedEvents },
  { type: /^aws_wafv2_ip_set$/, found: firewallAddresses },
  {
    type: /^aws_(?:security_group|security_group_rule|vpc_security_group_egress_rule)$/,
    found: openWayOut,
  },
];

function judged(change: ResourceChange, view: PlanView): readonly Decision[] {
  return JUDGED.filter(({ type }) => type.test(change.type)).flatMap(({ found }) => {
    const what = found(change, view);
    if (what === undefined) return [];
    const text: Inline = [...resourceName(change), ` ${what}.`];
    return [decisionAbout(change, { gate: "protection", rank: 30, text })];
  });
}

/** There are hundreds of rules, and in a large plan thousands of resources of a dozen types. */
function ruleFinder(): (type: string) => readonly ProtectionRule[] {
  const known = new Map<string, readonly ProtectionRule[]>();
  return (type) => {
    const rules = known.get(type) ?? PROTECTION_RULES.filter((rule) => rule.type.test(type));
    known.set(type, rules);
    return rules;
  };
}

function weakened(
  change: ResourceChange,
  rules: readonly ProtectionRule[],
  view: PlanView,
): readonly (readonly [ProtectionRule, Setting])[] {
  const told = new Set<string>();
  return rules.flatMap((rule) => {
    if (rule.topic !== undefined && told.has(rule.topic)) return [];
    const setting = settingAt(change, rule.path);
    if (!rule.weaker(setting) || isMoot(change, rule) || isSameAnew(setting, view)) return [];
    if (rule.topic !== undefined) told.add(rule.topic);
    return [[rule, setting] as const];
  });
}

/** Whether the value names an object that the plan makes anew, before and after. */
const isSameAnew = ({ before, after }: Setting, { changes }: PlanView): boolean =>
  typeof before === "string" &&
  typeof after === "string" &&
  changes.some(
    (other) =>
      isReplacement(other.action) &&
      ["name", "arn"].some((key) => other.before?.[key] === before && other.after?.[key] === after),
  );

const RANKS: Partial<Readonly<Record<Gate, number>>> = { iam: 20, protection: 30 };

function decision(change: ResourceChange, rule: ProtectionRule, setting: Setting, view: PlanView): Decision {
  return decisionAbout(change, {
    gate: rule.gate,
    rank: RANKS[rule.gate] ?? 40,
    text: [...resourceName(change), ` ${rule.text}`, ...beforeAfter(rule, setting, view), "."],
    details: putsBack(change, rule.path, view)
      ? [["Somebody changed this outside of Terraform; the plan puts back what the configuration says."]]
      : [],
  });
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
