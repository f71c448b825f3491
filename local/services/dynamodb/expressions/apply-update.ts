import {
  type AttributeValue,
  contentOf,
  elementsOf,
  type Item,
  includesValue,
  typeOf,
} from "../attribute-value.ts";
import { addDecimals, formatDecimal, negate, parseDecimal } from "../decimal.ts";
import { validationError } from "../validation-error.ts";
import { type DocumentPath, readPath } from "./document-path.ts";
import type { NewValue, Update } from "./update.ts";
import { removePath, writePath } from "./write-path.ts";

/**
 * The item after an update. All values are taken from the item as it was; places in lists are those before the update.
 *
 * @throws DynamoDbError ValidationException where a path leads nowhere or a value cannot be worked with
 */
export function applyUpdate(update: Update, item: Item): Item {
  const values = [
    ...update.set.map(({ path, to }) => ({ path, value: newValue(to, item) })),
    ...update.add.map(({ path, value }) => ({ path, value: increased(readPath(item, path), value) })),
  ];
  const reduced = update.delete.map(({ path, value }) => ({
    path,
    value: reducedBy(readPath(item, path), value),
  }));
  const removed = [
    ...update.remove,
    ...reduced.filter(({ value }) => value === undefined).map(({ path }) => path),
  ];
  // In ascending order, so that what goes beyond the end of a list is put there in the order of its places.
  const written = [...values, ...reduced].sort((a, b) => comparePaths(a.path, b.path));
  let result = item;
  for (const { path, value } of written) if (value !== undefined) result = writePath(result, path, value);
  // From the end, so that each place in a list still is what it was.
  for (const path of removed.sort((a, b) => comparePaths(b, a))) result = removePath(result, path);
  return result;
}

function comparePaths(left: DocumentPath, right: DocumentPath): number {
  for (const [at, step] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (step !== other) return step < other ? -1 : 1;
  }
  return left.length - right.length;
}

function newValue(value: NewValue, item: Item): AttributeValue {
  switch (value.kind) {
    case "value":
      return value.value;
    case "path":
      return readPath(item, value.path) ?? missingOperand();
    case "if-not-exists":
      return readPath(item, value.path) ?? newValue(value.otherwise, item);
    case "appended": {
      const [left, right] = [newValue(value.left, item), newValue(value.right, item)];
      return "L" in left && "L" in right ? { L: [...left.L, ...right.L] } : wrongOperand();
    }
    case "sum": {
      const [left, right] = [newValue(value.left, item), newValue(value.right, item)];
      return sumOf(left, right, value.isNegated);
    }
  }
}

function sumOf(left: AttributeValue, right: AttributeValue, isNegated = false): AttributeValue {
  if (!("N" in left && "N" in right)) return wrongOperand();
  const summand = parseDecimal(right.N);
  return { N: formatDecimal(addDecimals(parseDecimal(left.N), isNegated ? negate(summand) : summand)) };
}

/** What ADD makes of a number or a set; what was not there counts as zero or as an empty set. */
function increased(before: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (before === undefined) return value;
  if ("N" in value) return sumOf(before, value);
  const [ours, theirs] = setsOf(before, value);
  return setOf(value, [...ours, ...theirs.filter((one) => !includesValue(ours, one))]);
}

/** What DELETE leaves of a set; undefined where nothing is left. */
function reducedBy(before: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  if (before === undefined) return undefined;
  const [ours, theirs] = setsOf(before, value);
  const left = ours.filter((one) => !includesValue(theirs, one));
  return left.length === 0 ? undefined : setOf(value, left);
}

function setsOf(left: AttributeValue, right: AttributeValue) {
  const [ours, theirs] = [elementsOf(left), elementsOf(right)];
  if (ours === undefined || theirs === undefined || typeOf(left) !== typeOf(right)) return wrongOperand();
  return [ours, theirs] as const;
}

function setOf(like: AttributeValue, elements: readonly AttributeValue[]): AttributeValue {
  return { [typeOf(like)]: elements.map((one) => contentOf<string>(one)) } as unknown as AttributeValue;
}

function missingOperand(): never {
  throw validationError("The provided expression refers to an attribute that does not exist in the item");
}

function wrongOperand(): never {
  throw validationError("An operand in the update expression has an incorrect data type");
}
