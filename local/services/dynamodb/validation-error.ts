import { DynamoDbError } from "./dynamodb-error.ts";

/** The error of DynamoDB for a request that cannot be right, whatever lies in the table. */
export function validationError(message: string): DynamoDbError {
  return new DynamoDbError("ValidationException", message);
}

/** The same for one of several parameters: most of DynamoDB's own messages begin so. */
export function invalidParameter(message: string): DynamoDbError {
  return validationError(`One or more parameter values were invalid: ${message}`);
}
