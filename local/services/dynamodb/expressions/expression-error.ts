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
