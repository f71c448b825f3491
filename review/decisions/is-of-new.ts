import type { PlanView } from "../changes/plan-view.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** What others call an object by, as far as the plan knows it before it is there. */
const NAMES = ["name", "bucket", "function_name", "identifier"];

/**
 * Whether an attribute names an object that this plan makes. What shows after apply only is such a one: the name of an object that is there
 * is known.
 */
export function isOfNew(change: ResourceChange, attribute: string, type: RegExp, view: PlanView): boolean {
  if (change.unknown[attribute] === true) return true;
  const name = change.after?.[attribute];
  return (
    typeof name === "string" &&
    view.changes.some(
      (other) =>
        type.test(other.type) &&
        other.action === "create" &&
        NAMES.some((key) => other.after?.[key] === name),
    )
  );
}
