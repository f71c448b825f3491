import { AwsError } from "../../bus/aws-error.ts";
import type { JsonObject } from "../../states/json-value.ts";

/** What DynamoDB refuses, such as `ResourceNotFoundException`. */
export class DynamoDbError extends AwsError {
  /** What the answer carries besides the message: `Item`, `CancellationReasons`. */
  readonly members: JsonObject;

  constructor(code: string, message: string, members: JsonObject = {}) {
    super(code, message);
    this.members = members;
  }
}
