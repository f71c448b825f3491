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

/** The attributes that differ between the two sides of a change, in alphabetical order. */
export function attributeChanges(change: ResourceChange): readonly AttributeChange[] {
  const before = change.before ?? {};
  const after = change.after ?? {};
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(change.unknown)]);
  return [...names].sort().flatMap((name) => {
    const left = own(before, name);
    const right = own(after, name);
    const found = difference(left, right, own(change.unknown, name));
    if (found === "same") return [];
    return [
      {
        name,
        difference: found,
        ...(left === undefined ? {} : { before: left }),
        ...(right === undefined ? {} : { after: right }),
      },
    ];
  });
}

const own = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;
