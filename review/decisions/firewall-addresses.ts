import type { PlanView } from "../changes/plan-view.ts";
import { type Json, onlyBlock } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { valuesAt } from "../plan/values-at.ts";
import { listed } from "../policies/phrases.ts";

/** A list of addresses that a firewall of the plan blocks, with fewer of them, or lets through, with more. */
export function firewallAddresses(change: ResourceChange, view: PlanView): string | undefined {
  const { before, after, unknown } = change;
  if (before === undefined || after === undefined || unknown.addresses === true) return undefined;
  const [old, next] = [valuesAt(before, "addresses"), valuesAt(after, "addresses")];
  const effects = new Set(view.plan.changes.flatMap((other) => effectsOf(other, before.arn)));
  const lost = old.filter((address) => !next.includes(address));
  const gained = next.filter((address) => !old.includes(address));
  if (effects.has("block") && lost.length > 0)
    return `no longer holds ${listed(lost)}, which a firewall blocks by it`;
  return effects.has("allow") && gained.length > 0
    ? `holds ${listed(gained)} too, which a firewall lets through by it`
    : undefined;
}

/** What the rules of a firewall do with the addresses of a list. */
function effectsOf({ type, after }: ResourceChange, arn: Json | undefined): readonly string[] {
  if (type !== "aws_wafv2_web_acl" || typeof arn !== "string" || !Array.isArray(after?.rule)) return [];
  return after.rule.flatMap((rule: Json) => {
    const text = JSON.stringify(rule);
    if (!text.includes(JSON.stringify(arn))) return [];
    const action = onlyBlock(onlyBlock(rule)?.action);
    const effects = ["block", "allow"].filter(
      (effect) => Array.isArray(action?.[effect]) && action[effect].length > 0,
    );
    // Whoever blocks all others lets these through.
    return text.includes('"not_statement":[{')
      ? effects.map((effect) => (effect === "block" ? "allow" : "block"))
      : effects;
  });
}
