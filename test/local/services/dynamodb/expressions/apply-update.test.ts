import assert from "node:assert/strict";
import type { Item } from "../../../../../local/services/dynamodb/attribute-value.ts";
import { applyUpdate } from "../../../../../local/services/dynamodb/expressions/apply-update.ts";
import { parseUpdate } from "../../../../../local/services/dynamodb/expressions/parse-update.ts";
import { readPlaceholders } from "../../../../../local/services/dynamodb/expressions/placeholders.ts";

const VALUES = {
  ":1": { N: "1" },
  ":2": { N: "2" },
  ":s": { S: "s" },
  ":l": { L: [{ S: "new" }] },
  ":ab": { SS: ["a", "b"] },
  ":b": { SS: ["b"] },
  ":12": { NS: ["1", "2"] },
};

const ITEM: Item = {
  id: { S: "i" },
  n: { N: "0.1" },
  seq: { L: [{ S: "0" }, { S: "1" }, { S: "2" }] },
  doc: { M: { a: { N: "1" } } },
  tags: { SS: ["b", "c"] },
};

function update(text: string): Item {
  const input = { UpdateExpression: text, ExpressionAttributeValues: VALUES };
  return applyUpdate(parseUpdate(text, readPlaceholders(input, ["UpdateExpression"])), ITEM);
}

const texts = (list: unknown) => (list as { L: readonly { S: string }[] }).L.map(({ S }) => S);

describe("an update", () => {
  it("sets attributes, also inside maps and lists", () => {
    assert.deepEqual(update("SET x = :s, doc.b = :1, seq[1] = :s"), {
      ...ITEM,
      x: { S: "s" },
      doc: { M: { a: { N: "1" }, b: { N: "1" } } },
      seq: { L: [{ S: "0" }, { S: "s" }, { S: "2" }] },
    });
  });

  it("takes all values from the item as it was", () => {
    const { n, x } = update("SET n = n + :2, x = n");
    assert.deepEqual([n, x], [{ N: "2.1" }, { N: "0.1" }]);
  });

  it("adds and subtracts exactly", () => {
    assert.deepEqual(update("SET n = :1 - n").n, { N: "0.9" });
  });

  it("sets what is not there yet, and leaves what is", () => {
    const { n, x } = update("SET n = if_not_exists(n, :2), x = if_not_exists(x, :1) + :1");
    assert.deepEqual([n, x], [{ N: "0.1" }, { N: "2" }]);
  });

  it("appends to lists at either end", () => {
    assert.deepEqual(texts(update("SET seq = list_append(seq, :l)").seq), ["0", "1", "2", "new"]);
    assert.deepEqual(texts(update("SET seq = list_append(:l, seq)").seq), ["new", "0", "1", "2"]);
  });

  it("puts what goes beyond the end of a list at its end, in the order of the places", () => {
    assert.deepEqual(update("SET seq[9] = :1, seq[7] = :s").seq, {
      L: [{ S: "0" }, { S: "1" }, { S: "2" }, { S: "s" }, { N: "1" }],
    });
  });

  it("removes places of a list as they were before", () => {
    assert.deepEqual(texts(update("REMOVE seq[0], seq[1]").seq), ["2"]);
    assert.deepEqual(texts(update("REMOVE seq[0] SET seq[2] = :s").seq), ["1", "s"]);
  });

  it("removes attributes, and does not mind those that are not there", () => {
    assert.deepEqual(Object.keys(update("REMOVE n, gone, doc.a")), ["id", "seq", "doc", "tags"]);
  });

  it("adds to numbers and sets, which begin as nothing", () => {
    const { n, x, tags, numbers } = update("ADD n :1, x :2, tags :ab, numbers :12");
    assert.deepEqual(
      [n, x, tags, numbers],
      [{ N: "1.1" }, { N: "2" }, { SS: ["b", "c", "a"] }, { NS: ["1", "2"] }],
    );
  });

  it("deletes elements of a set, and the attribute with the last one", () => {
    assert.deepEqual(update("DELETE tags :b, gone :b").tags, { SS: ["c"] });
    const input = { UpdateExpression: "DELETE tags :b", ExpressionAttributeValues: { ":b": { SS: ["b"] } } };
    const last = parseUpdate(input.UpdateExpression, readPlaceholders(input, ["UpdateExpression"]));
    assert.deepEqual(applyUpdate(last, { tags: { SS: ["b"] } }), {});
  });

  for (const [text, message] of [
    ["SET x = gone", "The provided expression refers to an attribute that does not exist in the item"],
    ["SET x = id + :1", "An operand in the update expression has an incorrect data type"],
    ["SET x = list_append(id, :l)", "An operand in the update expression has an incorrect data type"],
    ["ADD id :1", "An operand in the update expression has an incorrect data type"],
    ["ADD tags :12", "An operand in the update expression has an incorrect data type"],
    ["DELETE n :b", "An operand in the update expression has an incorrect data type"],
    ["SET gone.a = :1", "The document path provided in the update expression is invalid for update"],
    ["SET id[0] = :1", "The document path provided in the update expression is invalid for update"],
    ["REMOVE gone.a", "The document path provided in the update expression is invalid for update"],
  ] as const) {
    it(`does not fit the item: ${text}`, () => {
      assert.throws(() => update(text), { name: "ValidationException", message });
    });
  }
});
