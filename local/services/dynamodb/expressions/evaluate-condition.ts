import {
  type AttributeValue,
  bytesOf,
  compareValues,
  contentOf,
  elementsOf,
  type Item,
  includesValue,
  typeOf,
  valuesEqual,
} from "../attribute-value.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { readPath } from "./document-path.ts";

/** Whether an item fulfils a condition; an item that is not there has no attributes. */
export function isFulfilled(condition: Condition, item: Item): boolean {
  const read = (operand: Operand) => readOperand(operand, item);
  switch (condition.kind) {
    case "or":
      return isFulfilled(condition.left, item) || isFulfilled(condition.right, item);
    case "and":
      return isFulfilled(condition.left, item) && isFulfilled(condition.right, item);
    case "not":
      return !isFulfilled(condition.condition, item);
    case "exists":
      return (readPath(item, condition.path) !== undefined) === condition.isExpected;
    case "compare":
      return compares(condition.comparator, read(condition.left), read(condition.right));
    case "between":
      return (
        compares(">=", read(condition.of), read(condition.low)) &&
        compares("<=", read(condition.of), read(condition.high))
      );
    case "in":
      return condition.candidates.some((one) => compares("=", read(condition.of), read(one)));
    default:
      return appliesTo(condition.kind, read(condition.of), read(condition.operand));
  }
}

/** What is not there is unlike everything, and is never equal to, less than or greater than anything. */
function compares(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (left === undefined || right === undefined) return comparator === "<>";
  if (comparator === "=") return valuesEqual(left, right);
  if (comparator === "<>") return !valuesEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (order === 0) return comparator.endsWith("=");
  return comparator.startsWith("<") === order < 0;
}

function appliesTo(
  kind: "type" | "begins" | "contains",
  value: AttributeValue | undefined,
  operand: AttributeValue | undefined,
): boolean {
  if (value === undefined || operand === undefined) return false;
  if (kind === "type") return "S" in operand && operand.S === typeOf(value);
  return kind === "begins" ? beginsWith(value, operand) : contains(value, operand);
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ("S" in value && "S" in prefix) return value.S.startsWith(prefix.S);
  if (!("B" in value && "B" in prefix)) return false;
  const start = bytesOf(prefix.B);
  return bytesOf(value.B).subarray(0, start.length).equals(start);
}

function contains(value: AttributeValue, operand: AttributeValue): boolean {
  if ("S" in value && "S" in operand) return value.S.includes(operand.S);
  if ("B" in value && "B" in operand) return bytesOf(value.B).includes(bytesOf(operand.B));
  const elements = "L" in value ? value.L : elementsOf(value);
  return elements !== undefined && includesValue(elements, operand);
}

function readOperand(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") return readPath(item, operand.path);
  const value = readOperand(operand.of, item);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

/** Of a text its characters, of bytes their number, of all else what it is made of; numbers and the like have none. */
function sizeOf(value: AttributeValue): number | undefined {
  if ("B" in value) return bytesOf(value.B).length;
  const type = typeOf(value);
  if (type === "N" || type === "BOOL" || type === "NULL") return undefined;
  if ("M" in value) return Object.keys(value.M).length;
  return contentOf<string | readonly unknown[]>(value).length;
}
