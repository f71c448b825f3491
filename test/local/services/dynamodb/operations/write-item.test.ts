import assert from "node:assert/strict";
import { startTables } from "../declared-tables.ts";

const SONG = { artist: { S: "A" }, title: { S: "T" }, plays: { N: "1" } };
const KEY = { artist: SONG.artist, title: SONG.title };

describe("writing an item", () => {
  it("puts it in the place of the one with its key", () => {
    const call = startTables();
    assert.deepEqual(call("PutItem", { TableName: "songs", Item: SONG }), {});
    const newer = { ...SONG, plays: { N: "2" } };
    const answer = call("PutItem", { TableName: "songs", Item: newer, ReturnValues: "ALL_OLD" });
    assert.deepEqual(answer, { Attributes: SONG });
    assert.deepEqual(call("GetItem", { TableName: "songs", Key: KEY }), { Item: newer });
  });

  it("takes a table by its ARN", () => {
    const call = startTables();
    const arn = "arn:aws:dynamodb:eu-west-1:000000000000:table/songs";
    call("PutItem", { TableName: arn, Item: SONG });
    assert.deepEqual(call("GetItem", { TableName: "songs", Key: KEY }), { Item: SONG });
  });

  it("fails the condition of an item that is there, and changes nothing", () => {
    const call = startTables();
    const put = {
      TableName: "songs",
      Item: SONG,
      ConditionExpression: "attribute_not_exists(artist)",
    };
    call("PutItem", put);
    assert.throws(() => call("PutItem", { ...put, Item: { ...SONG, plays: { N: "9" } } }), {
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      members: {},
    });
    assert.deepEqual(call("GetItem", { TableName: "songs", Key: KEY }), { Item: SONG });
    const returning = { ...put, ReturnValuesOnConditionCheckFailure: "ALL_OLD" };
    assert.throws(() => call("PutItem", returning), { members: { Item: SONG } });
  });

  it("deletes it, and says what it was", () => {
    const call = startTables();
    call("PutItem", { TableName: "songs", Item: SONG });
    const remove = { TableName: "songs", Key: KEY, ReturnValues: "ALL_OLD" };
    assert.deepEqual(call("DeleteItem", remove), { Attributes: SONG });
    assert.deepEqual(call("DeleteItem", remove), {});
    assert.deepEqual(call("GetItem", { TableName: "songs", Key: KEY }), {});
  });

  it("updates it, and makes one where there was none", () => {
    const call = startTables();
    const count = {
      TableName: "counters",
      Key: { id: { S: "visits" } },
      UpdateExpression: "ADD hits :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    };
    assert.deepEqual(call("UpdateItem", { ...count, ReturnValues: "UPDATED_NEW" }), {
      Attributes: { hits: { N: "1" } },
    });
    assert.deepEqual(call("UpdateItem", { ...count, ReturnValues: "ALL_NEW" }), {
      Attributes: { id: { S: "visits" }, hits: { N: "2" } },
    });
    assert.deepEqual(call("UpdateItem", { ...count, ReturnValues: "UPDATED_OLD" }), {
      Attributes: { hits: { N: "2" } },
    });
    assert.deepEqual(call("UpdateItem", { ...count, ReturnValues: "ALL_OLD" }), {
      Attributes: { id: { S: "visits" }, hits: { N: "3" } },
    });
  });

  it("makes an item of its key alone by an update without an expression", () => {
    const call = startTables();
    const Key = { id: { S: "a" } };
    call("UpdateItem", { TableName: "counters", Key });
    assert.deepEqual(call("GetItem", { TableName: "counters", Key }), { Item: Key });
  });

  for (const [title, operation, input, name, message] of [
    [
      "a table that is not declared",
      "PutItem",
      { TableName: "none", Item: SONG },
      "ResourceNotFoundException",
      "Requested resource not found",
    ],
    [
      "no table",
      "PutItem",
      { Item: SONG },
      "ValidationException",
      "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "an item without its key",
      "PutItem",
      { TableName: "songs", Item: { artist: SONG.artist } },
      "ValidationException",
      "One or more parameter values were invalid: Missing the key title in the item",
    ],
    [
      "a key of another type",
      "PutItem",
      { TableName: "songs", Item: { ...SONG, title: { N: "1" } } },
      "ValidationException",
      "One or more parameter values were invalid: Type mismatch for key title expected: S actual: N",
    ],
    [
      "an empty key",
      "PutItem",
      { TableName: "songs", Item: { ...SONG, title: { S: "" } } },
      "ValidationException",
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: title",
    ],
    [
      "a value of another type than an index takes",
      "PutItem",
      { TableName: "songs", Item: { ...SONG, plays: { S: "1" } } },
      "ValidationException",
      "One or more parameter values were invalid: Type mismatch for Index Key plays Expected: N Actual: S IndexName: byGenre",
    ],
    [
      "an item of more than 400 KB",
      "PutItem",
      { TableName: "songs", Item: { ...SONG, text: { S: "x".repeat(400 * 1024) } } },
      "ValidationException",
      "Item size has exceeded the maximum allowed size",
    ],
    [
      "a key with too little",
      "DeleteItem",
      { TableName: "songs", Key: { artist: SONG.artist } },
      "ValidationException",
      "The provided key element does not match the schema",
    ],
    [
      "a key with too much",
      "UpdateItem",
      { TableName: "counters", Key: { id: { S: "a" }, x: { S: "b" } } },
      "ValidationException",
      "The provided key element does not match the schema",
    ],
    [
      "an update of the key",
      "UpdateItem",
      {
        TableName: "songs",
        Key: KEY,
        UpdateExpression: "SET title = :t",
        ExpressionAttributeValues: { ":t": { S: "x" } },
      },
      "ValidationException",
      "One or more parameter values were invalid: Cannot update attribute title. This attribute is part of the key",
    ],
    [
      "an update to more than 400 KB",
      "UpdateItem",
      {
        TableName: "songs",
        Key: KEY,
        UpdateExpression: "SET body = :t",
        ExpressionAttributeValues: { ":t": { S: "x".repeat(400 * 1024) } },
      },
      "ValidationException",
      "Item size to update has exceeded the maximum allowed size",
    ],
    [
      "values that it cannot return",
      "PutItem",
      { TableName: "songs", Item: SONG, ReturnValues: "ALL_NEW" },
      "ValidationException",
      "Return values set to invalid value",
    ],
    [
      "values that nobody knows",
      "PutItem",
      { TableName: "songs", Item: SONG, ReturnValues: "SOME" },
      "ValidationException",
      "1 validation error detected: Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, ALL_OLD, NONE, UPDATED_NEW, UPDATED_OLD]",
    ],
    [
      "a parameter of old",
      "PutItem",
      { TableName: "songs", Item: SONG, Expected: {} },
      "ValidationException",
      "The local DynamoDB does not take the legacy parameter Expected; use ConditionExpression",
    ],
  ] as const) {
    it(`is refused with ${title}`, () => {
      assert.throws(() => startTables()(operation, input), { name, message });
    });
  }
});
