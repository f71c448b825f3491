import type { ResourceChange } from "../plan/plan.ts";

/** An alarm whose threshold is further away, or on the other side. */
export function looserAlarm({ before, after }: ResourceChange): string | undefined {
  const [old, next] = [before?.comparison_operator, after?.comparison_operator];
  if (typeof old !== "string" || typeof next !== "string" || !/^\w+$/.test(old + next)) return undefined;
  if (old.slice(0, 4) !== next.slice(0, 4))
    return `alarms in other cases (comparison_operator: ${old} → ${next})`;
  const [from, to] = [before?.threshold, after?.threshold];
  if (typeof from !== "number" || typeof to !== "number" || from === to) return undefined;
  const isLooser = next.startsWith("GreaterThan") ? to > from : next.startsWith("LessThan") && to < from;
  return isLooser ? `alarms later (threshold: ${from} → ${to})` : undefined;
}
