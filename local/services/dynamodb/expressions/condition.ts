import type { AttributeValue } from "../attribute-value.ts";
import type { DocumentPath } from "./document-path.ts";

/** What a condition compares. */
export type Operand =
  | { readonly kind: "path"; readonly path: DocumentPath }
  | { readonly kind: "value"; readonly value: AttributeValue }
  /** The function `size`. */
  | { readonly kind: "size"; readonly of: Operand };

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** "Condition and filter expressions, operators, and functions in DynamoDB". */
export type Condition =
  | { readonly kind: "or" | "and"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | {
      readonly kind: "compare";
      readonly comparator: Comparator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: "between"; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly of: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: "exists"; readonly path: DocumentPath; readonly isExpected: boolean }
  | { readonly kind: "type" | "begins" | "contains"; readonly of: Operand; readonly operand: Operand };

/** All paths that a condition looks at. */
export function pathsOf(condition: Condition): readonly DocumentPath[] {
  switch (condition.kind) {
    case "or":
    case "and":
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
    case "not":
      return pathsOf(condition.condition);
    case "exists":
      return [condition.path];
    case "compare":
      return operandPaths(condition.left, condition.right);
    case "between":
      return operandPaths(condition.of, condition.low, condition.high);
    case "in":
      return operandPaths(condition.of, ...condition.candidates);
    default:
      return operandPaths(condition.of, condition.operand);
  }
}

function operandPaths(...operands: readonly Operand[]): readonly DocumentPath[] {
  return operands.flatMap((operand) => {
    if (operand.kind === "path") return [operand.path];
    return operand.kind === "size" ? operandPaths(operand.of) : [];
  });
}
