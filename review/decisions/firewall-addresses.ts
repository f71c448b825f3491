import type { PlanView } from "../changes/plan-view.ts";
import { type Json, onlyBlock } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { valuesAt } from "../plan/values-at.ts";

/** A list of addresses that a firewall of the plan blocks, with fewer of them, or lets through, with more. */
export function firewallAddresses(change: ResourceChange, view: PlanView): string | undefined {
  const { before, after, unknown } = change;
  if (before === undefined || after === undefined || unknown.addresses === true) return undefined;
  const [old, next] = [valuesAt(before, "addresses"), valuesAt(after, "addresses")];
  const effects = new Set(view.plan.changes.flatMap((other) => effectsOf(other, before.arn)));
  const lost = old.filter((address) => !next.includes(address));
  const gained = next.filter((address) => !old.includes(address));
  if (effects.has("block") && lost.length > 0)
    return `no longer holds ${lost.join(", ")}, which a firewall blocks by it`;
  return effects.has("allow") && gained.length > 0
    ? `holds ${gained.join(", ")} too, which a firewall lets through by it`
    : undefined;
}

/** What the rules of a firewall do with the addresses of a list. */
function effectsOf({ type, after }: ResourceChange, arn: Json | undefined): readonly string[] {
  if (type !== "aws_wafv2_web_acl" || typeof arn !== "string" || !Array.isArray(after?.rule)) return [];
  return after.rule.flatMap((rule: Json) => {
    const action = onlyBlock(onlyBlock(rule)?.action);
    return JSON.stringify(rule).includes(JSON.stringify(arn))
      ? ["block", "allow"].filter((effect) => Array.isArray(action?.[effect]) && action[effect].length > 0)
      : [];
  });
}
