import assert from "node:assert/strict";
import { startTables } from "../declared-tables.ts";

const item = (id: string) => ({ id: { S: id } });
const puts = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ PutRequest: { Item: item(String(at)) } }));

describe("a batch", () => {
  it("writes and deletes items of several tables, and reads those that are there", () => {
    const call = startTables();
    const song = { artist: { S: "A" }, title: { S: "T" } };
    call("PutItem", { TableName: "counters", Item: item("gone") });
    const written = call("BatchWriteItem", {
      RequestItems: {
        counters: [
          { PutRequest: { Item: { ...item("a"), hits: { N: "1" } } } },
          { DeleteRequest: { Key: item("gone") } },
        ],
        songs: [{ PutRequest: { Item: song } }],
      },
    });
    assert.deepEqual(written, { UnprocessedItems: {} });
    const read = call("BatchGetItem", {
      RequestItems: {
        counters: { Keys: [item("gone"), item("a")], ProjectionExpression: "id" },
        songs: { Keys: [song] },
      },
    });
    assert.deepEqual(read, {
      Responses: { counters: [item("a")], songs: [song] },
      UnprocessedKeys: {},
    });
  });

  it("takes 25 writes and no more", () => {
    const call = startTables();
    call("BatchWriteItem", { RequestItems: { counters: puts(25) } });
    assert.throws(() => call("BatchWriteItem", { RequestItems: { counters: puts(26) } }), {
      name: "ValidationException",
      message: "Too many items requested for the BatchWriteItem call",
    });
  });

  it("takes 100 reads and no more", () => {
    const Keys = Array.from({ length: 101 }, (_, at) => item(String(at)));
    assert.throws(() => startTables()("BatchGetItem", { RequestItems: { counters: { Keys } } }), {
      message: "Too many items requested for the BatchGetItem call",
    });
  });

  it("has each key once", () => {
    const message = "Provided list of item keys contains duplicates";
    const call = startTables();
    assert.throws(
      () => call("BatchGetItem", { RequestItems: { counters: { Keys: [item("a"), item("a")] } } }),
      { message },
    );
    const twice = [...puts(1), { DeleteRequest: { Key: item("0") } }];
    assert.throws(() => call("BatchWriteItem", { RequestItems: { counters: twice } }), { message });
  });

  it("does nothing where one request is refused", () => {
    const call = startTables();
    const requests = [...puts(1), { PutRequest: { Item: { wrong: { S: "x" } } } }];
    assert.throws(() => call("BatchWriteItem", { RequestItems: { counters: requests } }), {
      message: "One or more parameter values were invalid: Missing the key id in the item",
    });
    assert.equal(call("Scan", { TableName: "counters" }).Count, 0);
  });

  it("asks for something", () => {
    assert.throws(() => startTables()("BatchWriteItem", { RequestItems: {} }), {
      message:
        "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    });
  });

  it("puts or deletes with each request", () => {
    const both = { PutRequest: { Item: item("a") }, DeleteRequest: { Key: item("a") } };
    assert.throws(() => startTables()("BatchWriteItem", { RequestItems: { counters: [both] } }), {
      message:
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    });
  });
});
