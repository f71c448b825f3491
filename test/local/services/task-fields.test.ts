import assert from "node:assert/strict";
import { resultSchema } from "../../../local/services/result-schema.ts";
import { loadSdk } from "../../../local/services/sdk-exports.ts";
import { taskFields } from "../../../local/services/task-fields.ts";

/** The schema of what an operation of an installed client answers. */
async function schemaOf(client: string, operation: string) {
  const sdk = await loadSdk(`@aws-sdk/client-${client}`, ".");
  return (sdk && resultSchema(sdk, operation)) ?? assert.fail();
}

describe("the fields of an answer", () => {
  it("are in PascalCase, at any depth", async () => {
    const answer = { executions: [{ executionArn: "arn", startDate: "now" }], nextToken: "t" };
    assert.deepEqual(taskFields(answer, await schemaOf("sfn", "listExecutions")), {
      Executions: [{ ExecutionArn: "arn", StartDate: "now" }],
      NextToken: "t",
    });
  });

  for (const [client, operation, answer] of [
    ["s3", "getObject", { Body: "text", Metadata: { camera: "x", taken: "y" } }],
    ["sqs", "receiveMessage", { Messages: [{ MessageAttributes: { color: { DataType: "String" } } }] }],
    ["lambda", "listTags", { Tags: { owner: "me" } }],
    [
      "dynamodb",
      "getItem",
      { Item: { id: { S: "a" }, more: { M: { inner: { L: [{ M: { deep: { N: "1" } } }] } } } } },
    ],
    ["dynamodb", "query", { Items: [{ id: { S: "a" } }], LastEvaluatedKey: { id: { S: "a" } } }],
    ["dynamodb", "batchGetItem", { Responses: { news: [{ id: { S: "a" } }] } }],
  ] as const) {
    it(`are the user's own where they are keys of a map: ${client} ${operation}`, async () => {
      assert.deepEqual(taskFields(answer, await schemaOf(client, operation)), answer);
    });
  }

  it("stay in the variables of a state that is left", async () => {
    const event = { stateExitedEventDetails: { name: "One", assignedVariables: { count: "1" } } };
    const expected = { StateExitedEventDetails: { Name: "One", AssignedVariables: { count: "1" } } };
    const schema = await schemaOf("sfn", "getExecutionHistory");
    assert.deepEqual(taskFields({ events: [event] }, schema), { Events: [expected] });
    assert.deepEqual(taskFields({ events: [event] }, undefined), { Events: [expected] });
  });

  it("are told from keys by their names where the client has no schema", () => {
    const answer = { Metadata: { camera: "x" }, tags: [{ key: "owner" }], messageAttributes: { color: {} } };
    assert.deepEqual(taskFields(answer, undefined), {
      Metadata: { camera: "x" },
      Tags: [{ Key: "owner" }],
      MessageAttributes: { color: {} },
    });
  });
});
