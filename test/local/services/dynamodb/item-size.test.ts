import assert from "node:assert/strict";
import { itemSizeBytes } from "../../../../local/services/dynamodb/item-size.ts";

describe("the size of an item", () => {
  it("counts names and texts by their bytes in UTF-8", () => {
    assert.equal(itemSizeBytes({ id: { S: "é" } }), 4);
  });

  it("counts two digits of a number a byte, and one more", () => {
    assert.equal(itemSizeBytes({ n: { N: "12300" } }), 1 + 3);
    assert.equal(itemSizeBytes({ n: { N: "-1" } }), 1 + 3);
  });

  it("counts bytes as they are, not their base64", () => {
    assert.equal(itemSizeBytes({ b: { B: Buffer.alloc(30).toString("base64") } }), 31);
  });

  it("counts three bytes for a list or a map and one for each element", () => {
    assert.equal(itemSizeBytes({ l: { L: [{ BOOL: true }, { NULL: true }] } }), 1 + 3 + 2 + 2);
    assert.equal(itemSizeBytes({ m: { M: { a: { S: "b" } } } }), 1 + 3 + 1 + 2);
    assert.equal(itemSizeBytes({ s: { SS: ["ab", "c"] } }), 1 + 3);
  });
});
