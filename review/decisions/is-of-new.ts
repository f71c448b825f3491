import type { PlanView } from "../changes/plan-view.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** What others call an object by, as far as the plan knows it before it is there. */
const NAMES = ["name", "bucket", "function_name", "identifier"];

/** Types of what a plan makes, by each of its names: many permissions of a plan ask. */
const known = new WeakMap<PlanView, ReadonlyMap<string, readonly string[]>>();

/**
 * Whether an attribute names an object that this plan makes. What shows after apply only is such a one: the name of an object that is there
 * is known.
 */
export function isOfNew(change: ResourceChange, attribute: string, type: RegExp, view: PlanView): boolean {
  if (change.unknown[attribute] === true) return true;
  const name = change.after?.[attribute];
  const made = known.get(view) ?? madeIn(view);
  known.set(view, made);
  return typeof name === "string" && (made.get(name) ?? []).some((one) => type.test(one));
}

function madeIn(view: PlanView): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, string[]>();
  for (const { action, type, after } of view.changes) {
    if (action !== "create") continue;
    for (const key of NAMES) {
      const name = after?.[key];
      if (typeof name !== "string") continue;
      const types = made.get(name);
      if (types === undefined) made.set(name, [type]);
      else if (!types.includes(type)) types.push(type);
    }
  }
  return made;
}
