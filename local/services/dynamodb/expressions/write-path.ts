import type { AttributeValue, Item } from "../attribute-value.ts";
import { validationError } from "../validation-error.ts";
import { childOf, type DocumentPath } from "./document-path.ts";

/**
 * A copy of the item with a value at the path; a place beyond the end of a list is its end.
 *
 * @throws DynamoDbError ValidationException where the way to it is not there
 */
export function writePath(item: Item, path: DocumentPath, value: AttributeValue): Item {
  return mapOf(written({ M: item }, path, value));
}

/** A copy without what lies at the path. */
export function removePath(item: Item, path: DocumentPath): Item {
  return mapOf(written({ M: item }, path, undefined));
}

function written(
  parent: AttributeValue,
  path: DocumentPath,
  value: AttributeValue | undefined,
): AttributeValue {
  const [step, ...rest] = path as readonly [string | number, ...(string | number)[]];
  if (rest.length === 0) return withChild(parent, step, value);
  const child = childOf(parent, step);
  if (child === undefined) throw invalidPath();
  return withChild(parent, step, written(child, rest, value));
}

function withChild(
  parent: AttributeValue,
  step: string | number,
  child: AttributeValue | undefined,
): AttributeValue {
  if (typeof step === "string" && "M" in parent) {
    // A computed key is always an own property, also for a name such as __proto__.
    if (child !== undefined) return { M: { ...parent.M, [step]: child } };
    return { M: Object.fromEntries(Object.entries(parent.M).filter(([name]) => name !== step)) };
  }
  if (typeof step === "number" && "L" in parent) {
    if (child === undefined) return { L: parent.L.filter((_, at) => at !== step) };
    return { L: step < parent.L.length ? parent.L.with(step, child) : [...parent.L, child] };
  }
  throw invalidPath();
}

function mapOf(value: AttributeValue): Item {
  return (value as { readonly M: Item }).M;
}

function invalidPath(): Error {
  return validationError("The document path provided in the update expression is invalid for update");
}
