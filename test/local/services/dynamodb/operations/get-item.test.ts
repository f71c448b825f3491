import assert from "node:assert/strict";
import { startTables } from "../declared-tables.ts";

describe("reading an item", () => {
  it("gives the part that is asked for", () => {
    const call = startTables();
    const Item = { id: { S: "a" }, hits: { N: "1" }, name: { S: "n" } };
    call("PutItem", { TableName: "counters", Item });
    const answer = call("GetItem", {
      TableName: "counters",
      Key: { id: { S: "a" } },
      ProjectionExpression: "hits, #n",
      ExpressionAttributeNames: { "#n": "name" },
    });
    assert.deepEqual(answer, { Item: { hits: { N: "1" }, name: { S: "n" } } });
  });

  it("is refused with a key of another shape", () => {
    assert.throws(() => startTables()("GetItem", { TableName: "counters", Key: { other: { S: "a" } } }), {
      name: "ValidationException",
      message: "The provided key element does not match the schema",
    });
  });
});
