import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { isReplacement } from "../plan/actions.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import type { ProtectionRule } from "./protection-rule.ts";
import { PROTECTION_RULES } from "./protection-rules.ts";
import { type Setting, settingAt } from "./setting.ts";

/** Encryption, logs, queues for failures, retention and capacity that a change takes away or makes less. */
export function protectionDecisions(view: PlanView): readonly Decision[] {
  return view.changes
    .filter(({ action, mode }) => mode === "managed" && (action === "update" || isReplacement(action)))
    .flatMap((change) => weakened(change).map(([rule, setting]) => decision(change, rule, setting, view)));
}

function weakened(change: ResourceChange): readonly (readonly [ProtectionRule, Setting])[] {
  return PROTECTION_RULES.flatMap((rule) => {
    if (!rule.type.test(change.type)) return [];
    const setting = settingAt(change, rule.path);
    return rule.weaker(setting) && !isMoot(change, rule) ? [[rule, setting] as const] : [];
  });
}

/** A queue goes from one kind of encryption to a better one by turning the first off. */
const isMoot = (change: ResourceChange, { path }: ProtectionRule): boolean =>
  path === "sqs_managed_sse_enabled" &&
  (typeof change.after?.kms_master_key_id === "string" || change.unknown.kms_master_key_id === true) &&
  change.after?.kms_master_key_id !== "";

function decision(change: ResourceChange, rule: ProtectionRule, setting: Setting, view: PlanView): Decision {
  return {
    gate: rule.gate,
    stack: change.stack,
    address: change.address,
    rank: rule.gate === "protection" ? 30 : 40,
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
