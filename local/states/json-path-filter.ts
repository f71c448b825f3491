import { guardedExec } from "./guarded-regex.ts";
import type { FilterOperand, JsonPath, PathFilter } from "./json-path-ast.ts";
import { isJsonObject, jsonEquals } from "./json-value.ts";

/** Reads a path of a filter; undefined where it leads nowhere. */
export type ReadPath = (path: JsonPath, item: unknown) => unknown;

/** Whether a filter keeps an item. */
export function passesFilter(filter: PathFilter, item: unknown, read: ReadPath): boolean {
  switch (filter.kind) {
    case "or":
      return filter.parts.some((part) => passesFilter(part, item, read));
    case "and":
      return filter.parts.every((part) => passesFilter(part, item, read));
    case "not":
      return !passesFilter(filter.part, item, read);
    case "exists":
      return operandValue(filter.operand, item, read) !== undefined;
    case "compare":
      return compare(
        filter.operator,
        operandValue(filter.left, item, read),
        operandValue(filter.right, item, read),
      );
  }
}

function operandValue(operand: FilterOperand, item: unknown, read: ReadPath): unknown {
  if (operand.kind === "path") return read(operand.path, item);
  return operand.kind === "literal" ? operand.value : operand.regex;
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case "==":
    case "===":
      return jsonEquals(left, right);
    case "!=":
    case "!==":
      return !jsonEquals(left, right);
    case "=~":
      return typeof left === "string" && right instanceof RegExp && guardedExec(right, left) !== null;
    case "in":
      return Array.isArray(right) && isIn(right, left);
    case "nin":
      return Array.isArray(right) && !isIn(right, left);
    case "subsetof":
      return compareLists(left, right, (some, all) => some.every((one) => isIn(all, one)));
    case "anyof":
      return compareLists(left, right, (some, all) => some.some((one) => isIn(all, one)));
    case "noneof":
      return compareLists(left, right, (some, all) => !some.some((one) => isIn(all, one)));
    case "size":
      return lengthOf(left) !== undefined && lengthOf(left) === right;
    case "empty":
      return lengthOf(left) !== undefined && (lengthOf(left) === 0) === right;
    default:
      return compareOrder(operator, left, right);
  }
}

function isIn(list: readonly unknown[], value: unknown): boolean {
  return list.some((one) => jsonEquals(value, one));
}

type List = readonly unknown[];

function compareLists(left: unknown, right: unknown, holds: (left: List, right: List) => boolean): boolean {
  return Array.isArray(left) && Array.isArray(right) && holds(left, right);
}

/** Of a list or a text. */
function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) || typeof value === "string" ? value.length : undefined;
}

function compareOrder(operator: string, left: unknown, right: unknown): boolean {
  const bothNumbers = typeof left === "number" && typeof right === "number";
  const bothTexts = typeof left === "string" && typeof right === "string";
  if (!bothNumbers && !bothTexts) return false;
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

/** The values directly inside a value: an array's items, an object's values. */
export function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}
