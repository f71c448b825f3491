import assert from "node:assert/strict";
import { allowedValues } from "../../../local/services/api-enums.ts";
import { allowedRanges } from "../../../local/services/api-ranges.ts";
import { resultSchema, schemaProblem } from "../../../local/services/result-schema.ts";
import { loadSdk } from "../../../local/services/sdk-exports.ts";

async function problem(client: string, operation: string, value: unknown, isStrict = false) {
  const name = `@aws-sdk/client-${client}`;
  const sdk = await loadSdk(name, ".");
  const schema = sdk && resultSchema(sdk, operation);
  assert.ok(sdk && schema);
  const [allowed, ranges] = [allowedValues(sdk), allowedRanges(name)];
  return schemaProblem(value, schema, { isStrict, allowed, ranges, areTimesTexts: true });
}

const CASES: readonly (readonly [
  client: string,
  operation: string,
  value: unknown,
  problem: string | undefined,
])[] = [
  [
    "eventbridge",
    "putEvents",
    { Entries: [{ EventId: "a" }, { EventId: 1 }] },
    "Field 'EventId' must be a string",
  ],
  ["eventbridge", "putEvents", { Entries: {} }, "Field 'Entries' must be an array"],
  ["eventbridge", "putEvents", { FailedEntryCount: "0" }, "Field 'FailedEntryCount' must be a number"],
  ["eventbridge", "putEvents", { Unknown: true, Entries: null }, undefined],
  ["s3", "getObject", { DeleteMarker: "true" }, "Field 'DeleteMarker' must be a boolean"],
  ["s3", "getObject", { Metadata: [] }, "Field 'Metadata' must be an object"],
  ["s3", "getObject", { Metadata: { camera: 7 } }, "Field 'Metadata' must be a string"],
  ["s3", "getObject", { Body: { any: "thing" } }, "Field 'Body' must be a string"],
  ["s3", "getObject", { LastModified: 5 }, "Field 'LastModified' must be a string"],
  ["s3", "getObject", { StorageClass: "GLACIER" }, undefined],
  ["s3", "getObject", { StorageClass: "Cellar" }, "Field 'StorageClass' is not an expected value"],
  [
    "lambda",
    "getFunction",
    { Configuration: { Architectures: ["arm64", "abacus"] } },
    "Field 'Architectures' is not an expected value",
  ],
  ["dynamodb", "getItem", { ConsumedCapacity: "none" }, "Field 'ConsumedCapacity' must be an object"],
  ["dynamodb", "getItem", { Item: { id: { S: "a" } } }, undefined],
  ["kms", "encrypt", { CiphertextBlob: 5 }, "Field 'CiphertextBlob' must be a string"],
  ["kms", "decrypt", { Plaintext: "" }, "Field 'Plaintext' is smaller than the minimum length"],
  ["kms", "decrypt", { KeyId: "" }, "Field 'KeyId' is smaller than the minimum length"],
  ["kms", "decrypt", { KeyId: "k", Plaintext: "a" }, undefined],
  ["lambda", "updateFunctionConfiguration", { Timeout: 0 }, "Field 'Timeout' is less than the minimum value"],
  ["lambda", "updateFunctionConfiguration", { Timeout: 5401 }, "Field 'Timeout' exceeds the maximum value"],
  ["lambda", "updateFunctionConfiguration", { Timeout: 1, Handler: "" }, undefined],
  [
    "dynamodb",
    "describeTable",
    { Table: { ProvisionedThroughput: { ReadCapacityUnits: -1 } } },
    "Field 'ReadCapacityUnits' is less than the minimum value",
  ],
  [
    "eventbridge",
    "listRuleNamesByTarget",
    { RuleNames: ["nightly", ""] },
    "Field 'RuleNames' is smaller than the minimum length",
  ],
  ["sfn", "startExecution", { ExecutionArn: 1 }, "Field 'ExecutionArn' must be a string"],
  ["sfn", "startExecution", "not an object", undefined],
];

describe("the result of a call", () => {
  for (const [client, operation, value, expected] of CASES) {
    it(`${expected === undefined ? "is taken" : `is refused, ${expected}`}: ${client} ${operation} ${JSON.stringify(value)}`, async () => {
      assert.equal(await problem(client, operation, value), expected);
    });
  }

  it("is refused for a text that is too long, but not for the longest", async () => {
    assert.equal(await problem("sfn", "describeExecution", { Name: "n".repeat(80) }), undefined);
    assert.equal(
      await problem("sfn", "describeExecution", { Name: "n".repeat(81) }),
      "Field 'Name' exceeds the maximum length",
    );
  });

  it("needs its required fields only where that is asked for", async () => {
    assert.equal(await problem("sfn", "startExecution", { ExecutionArn: "arn" }), undefined);
    assert.equal(
      await problem("sfn", "startExecution", { ExecutionArn: "arn" }, true),
      "Required field 'StartDate' is missing",
    );
  });

  it("is not described for an operation that the client has not", async () => {
    const sdk = await loadSdk("@aws-sdk/client-s3", ".");
    assert.equal(sdk && resultSchema(sdk, "makeCoffee"), undefined);
    assert.equal(await loadSdk("@aws-sdk/client-of-nothing", "."), undefined);
  });
});
