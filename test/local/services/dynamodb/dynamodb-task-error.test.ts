import assert from "node:assert/strict";
import { dynamoDbTaskError } from "../../../../local/services/dynamodb/dynamodb-task-error.ts";

const FAILED = {
  code: "ConditionalCheckFailedException",
  message: "The conditional request failed",
  requestId: "R",
};
const INVALID = { code: "ValidationException", message: "No.", requestId: "R" };

describe("the error of a task that calls DynamoDB", () => {
  for (const [failure, isSdk, error, cause] of [
    [
      FAILED,
      false,
      "DynamoDB.ConditionalCheckFailedException",
      "The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: R; Proxy: null)",
    ],
    [
      FAILED,
      true,
      "DynamoDb.ConditionalCheckFailedException",
      "The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: R)",
    ],
    [
      INVALID,
      false,
      "DynamoDB.AmazonDynamoDBException",
      "No. (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: R; Proxy: null)",
    ],
    [INVALID, true, "DynamoDb.DynamoDbException", "No. (Service: DynamoDb, Status Code: 400, Request ID: R)"],
  ] as const) {
    it(`is ${error}`, () => {
      const seen = dynamoDbTaskError({ ...failure, isSdk });
      assert.deepEqual([seen.error, seen.cause], [error, cause]);
    });
  }
});
