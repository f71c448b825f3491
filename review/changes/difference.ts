import { isJsonObject, type Json } from "../plan/json.ts";
import { isMasked } from "../plan/masked.ts";

/** How a value after stands to the value before; `unknown` if that shows after apply only. */
export type Difference = "same" | "changed" | "unknown";

/**
 * Compares one attribute. Nothing is nothing however it is written: null, false and what is empty are the same, since providers turn one
 * into the other between an apply and the next refresh.
 *
 * @param unknown - from `after_unknown`: true, or the value's shape with true inside.
 */
export function difference(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  if (unknown === true) return "unknown";
  if (before === after && (unknown === undefined || unknown === false)) return "same";
  if (isMasked(before) || isMasked(after)) return sameMask(before, after) ? "same" : "changed";
  if (isNothing(before) && isNothing(after) && !holdsTrue(unknown)) return "same";
  if (Array.isArray(before) || Array.isArray(after)) return differenceOfLists(before, after, unknown);
  if (isJsonObject(before) || isJsonObject(after)) return differenceOfObjects(before, after, unknown);
  return before === after ? "same" : "changed";
}

/** Whether a value says nothing. */
export function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  if (isMasked(value)) return false;
  return typeof value === "object" && Object.values(value).every((item) => isNothing(item as Json));
}

/** Whether something of a value is known after apply only, by its mark. */
export const holdsTrue = (unknown: Json | undefined): boolean =>
  unknown === true ||
  (typeof unknown === "object" &&
    unknown !== null &&
    Object.values(unknown).some((item) => holdsTrue(item as Json)));

const sameMask = (before: Json | undefined, after: Json | undefined): boolean =>
  isMasked(before) && isMasked(after) && before.secret === after.secret;

function differenceOfLists(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  if (!isList(before) || !isList(after)) return "changed";
  const length = Math.max(before.length, after.length, isList(unknown) ? unknown.length : 0);
  return worst(
    Array.from({ length }, (_, index) => index),
    (index) => difference(before[index], after[index], isList(unknown) ? unknown[index] : undefined),
  );
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

function differenceOfObjects(
  before: Json | undefined,
  after: Json | undefined,
  unknown: Json | undefined,
): Difference {
  const left = isJsonObject(before) ? before : isNothing(before) ? {} : undefined;
  const right = isJsonObject(after) ? after : isNothing(after) ? {} : undefined;
  if (left === undefined || right === undefined) return "changed";
  const marks = isJsonObject(unknown) ? unknown : {};
  return worst(new Set([...Object.keys(left), ...Object.keys(right), ...Object.keys(marks)]), (key) =>
    difference(own(left, key), own(right, key), own(marks, key)),
  );
}

const own = (object: { readonly [key: string]: Json }, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Changed before unknown before same. */
function worst<T>(items: Iterable<T>, of: (item: T) => Difference): Difference {
  let found: Difference = "same";
  for (const item of items) {
    const here = of(item);
    if (here === "changed") return here;
    if (here === "unknown") found = here;
  }
  return found;
}
