import type { Json, JsonObject } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { type Difference, difference } from "./difference.ts";

/** An attribute that a plan changes. */
export interface AttributeChange {
  readonly name: string;
  readonly difference: Exclude<Difference, "same">;
  readonly before?: Json;
  readonly after?: Json;
}

/** Many parts of the review ask for the same change, and a plan may have ten thousand. */
const known = new WeakMap<ResourceChange, readonly AttributeChange[]>();

/** The attributes that differ between the two sides of a change, in alphabetical order. */
export function attributeChanges(change: ResourceChange): readonly AttributeChange[] {
  const found = known.get(change) ?? compared(change);
  known.set(change, found);
  return found;
}

function compared(change: ResourceChange): readonly AttributeChange[] {
  const before = change.before ?? {};
  const after = change.after ?? {};
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(change.unknown)]);
  const changes: AttributeChange[] = [];
  for (const name of names) {
    const [left, right] = [own(before, name), own(after, name)];
    const found = difference(left, right, own(change.unknown, name));
    if (found === "same") continue;
    changes.push({
      name,
      difference: found,
      ...(left === undefined ? {} : { before: left }),
      ...(right === undefined ? {} : { after: right }),
    });
  }
  return changes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const own = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
