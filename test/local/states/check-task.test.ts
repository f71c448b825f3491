import assert from "node:assert/strict";
import { checkDefinition } from "../../../local/states/check-definition.ts";
import type { DefinitionError } from "../../../local/states/definition-error.ts";

const INVOKE = "arn:aws:states:::lambda:invoke";
const ROLE = "arn:aws:iam::123456789012:role/other";

/** What AWS says of a Task state with these fields. */
function saidOf(fields: object, whole: object = {}): readonly string[] {
  const One = { Type: "Task", End: true, ...fields };
  try {
    checkDefinition({ StartAt: "One", States: { One }, ...whole });
    return [];
  } catch (error) {
    return (error as DefinitionError).diagnostics.map(({ message, location }) => `${message} at ${location}`);
  }
}

describe("what AWS says of a Task state", () => {
  it("is that the call of a service needs the field in which it is given something", () => {
    assert.deepEqual(saidOf({ Resource: INVOKE }), [
      `Parameters field is required for resource ARN: ${INVOKE} at /States/One`,
    ]);
    assert.deepEqual(saidOf({ Resource: INVOKE }, { QueryLanguage: "JSONata" }), [
      `Arguments field is required for resource ARN: ${INVOKE} at /States/One`,
    ]);
    const Resource = "arn:aws:states:::aws-sdk:s3:listBuckets";
    assert.equal(saidOf({ Resource }).length, 1);
    assert.deepEqual(saidOf({ Resource, Parameters: {} }), []);
    assert.deepEqual(saidOf({ Resource: "arn:aws:lambda:us-east-1:123456789012:function:resize" }), []);
  });

  it("is each field that the call of a service lacks", () => {
    const Resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    assert.deepEqual(saidOf({ Resource, Parameters: {} }), [
      "The field 'QueueUrl' is required but was missing at /States/One/Parameters",
      "The field 'MessageBody' is required but was missing at /States/One/Parameters",
    ]);
    assert.deepEqual(saidOf({ Resource, Parameters: { QueueUrl: "q", "MessageBody.$": "$" } }), []);
    const Arguments = "{% $states.input %}";
    assert.deepEqual(saidOf({ Resource, Arguments }, { QueryLanguage: "JSONata" }), []);
  });

  it("is that credentials are a role, and none for an activity", () => {
    const called = { Resource: INVOKE, Parameters: { FunctionName: "resize" } };
    assert.deepEqual(saidOf({ ...called, Credentials: {} }), [
      "The field 'RoleArn' is required but was missing at /States/One/Credentials",
    ]);
    assert.deepEqual(saidOf({ ...called, Credentials: { "RoleArn.$": "$.role" } }), []);
    const Resource = "arn:aws:states:us-east-1:123456789012:activity:review";
    assert.deepEqual(saidOf({ Resource, Credentials: { RoleArn: ROLE } }), [
      "The field 'Credentials' is not supported for activities at /States/One/Credentials",
    ]);
  });
});
