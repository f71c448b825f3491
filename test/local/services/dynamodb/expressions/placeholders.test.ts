import assert from "node:assert/strict";
import { readPlaceholders } from "../../../../../local/services/dynamodb/expressions/placeholders.ts";
import type { JsonObject } from "../../../../../local/states/json-value.ts";

const read = (input: JsonObject) => readPlaceholders(input, ["FilterExpression", "ProjectionExpression"]);

describe("the placeholders of a request", () => {
  it("stand for names and values", () => {
    const placeholders = read({
      FilterExpression: "…",
      ExpressionAttributeNames: { "#a": "status" },
      ExpressionAttributeValues: { ":v": { N: "1.0" } },
    });
    assert.equal(placeholders.nameOf("FilterExpression", "#a"), "status");
    assert.deepEqual(placeholders.valueOf("FilterExpression", ":v"), { N: "1" });
    assert.doesNotThrow(placeholders.checkUsed);
  });

  it("must all be used", () => {
    const names = read({ FilterExpression: "…", ExpressionAttributeNames: { "#a": "a", "#b": "b" } });
    names.nameOf("FilterExpression", "#a");
    assert.throws(names.checkUsed, {
      message: "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
    });
    const values = read({ FilterExpression: "…", ExpressionAttributeValues: { ":v": { S: "v" } } });
    assert.throws(values.checkUsed, {
      message: "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}",
    });
  });

  for (const [input, message] of [
    [{ ExpressionAttributeNames: {} }, "ExpressionAttributeNames must not be empty"],
    [{ ExpressionAttributeValues: {} }, "ExpressionAttributeValues must not be empty"],
    [
      { ExpressionAttributeNames: { a: "a" } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"',
    ],
    [
      { ExpressionAttributeValues: { ":a-b": { S: "" } } },
      'ExpressionAttributeValues contains invalid key: Syntax error; key: ":a-b"',
    ],
    [
      { ExpressionAttributeValues: { ":v": {} } },
      "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :v",
    ],
  ] as const) {
    it(`are refused: ${JSON.stringify(input)}`, () => {
      assert.throws(() => read({ FilterExpression: "…", ...input }), {
        name: "ValidationException",
        message,
      });
    });
  }

  it("come with an expression", () => {
    assert.throws(() => read({ ExpressionAttributeNames: { "#a": "a" } }), {
      message: "ExpressionAttributeNames can only be specified when using expressions",
    });
    const alone = { ExpressionAttributeValues: { ":v": { S: "v" } } };
    assert.throws(() => readPlaceholders(alone, ["ConditionExpression"]), {
      message:
        "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    });
  });
});
