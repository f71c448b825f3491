import type { DynamoDbError } from "../dynamodb-error.ts";
import { validationError } from "../validation-error.ts";

/** The parameter that an expression came in. */
export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "ProjectionExpression"
  | "UpdateExpression";

export function expressionError(kind: ExpressionKind, message: string): DynamoDbError {
  return validationError(`Invalid ${kind}: ${message}`);
}

/** An operator or a function that takes the way to a value only. */
export function notAPath(kind: ExpressionKind, name: string): DynamoDbError {
  return expressionError(
    kind,
    `Operator or function requires a document path; operator or function: ${name}`,
  );
}

export function wrongOperandCount(kind: ExpressionKind, name: string, count: number): DynamoDbError {
  return expressionError(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
  );
}

export function wrongOperandType(kind: ExpressionKind, name: string, type: string): DynamoDbError {
  return expressionError(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
  );
}
