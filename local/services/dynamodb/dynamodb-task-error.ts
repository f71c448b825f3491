import { StatesError } from "../../states/states-error.ts";

/** What DynamoDB refused, as a task is to see it. */
export interface DynamoDbFailure {
  /** Whether the task calls through `aws-sdk:dynamodb`, and not `dynamodb`. */
  readonly isSdk: boolean;
  /** As the API names it: `ConditionalCheckFailedException`. */
  readonly code: string;
  readonly message: string;
  /** Default: 400. */
  readonly statusCode?: number;
  readonly requestId: string;
}

/** Codes that are no exceptions of their own in the SDKs for Java: there it is the exception of the whole service. */
const UNNAMED = ["SerializationException", "UnknownOperationException", "ValidationException"];

/**
 * The error of a task that calls DynamoDB. The optimized integration speaks through the first SDK for Java and the other one
 * through the second, which name exceptions and word their messages otherwise ("Exception prefix differences" in "Perform
 * DynamoDB CRUD operations with Step Functions").
 */
export function dynamoDbTaskError(failure: DynamoDbFailure): StatesError {
  const { isSdk, code, message, statusCode = 400, requestId } = failure;
  const isNamed = !UNNAMED.includes(code);
  if (isSdk) {
    const details = `(Service: DynamoDb, Status Code: ${statusCode}, Request ID: ${requestId})`;
    return new StatesError(`DynamoDb.${isNamed ? code : "DynamoDbException"}`, `${message} ${details}`);
  }
  const details = `(Service: AmazonDynamoDBv2; Status Code: ${statusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
  return new StatesError(`DynamoDB.${isNamed ? code : "AmazonDynamoDBException"}`, `${message} ${details}`);
}
