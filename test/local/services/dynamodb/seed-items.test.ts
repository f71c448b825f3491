import assert from "node:assert/strict";
import { startTables } from "./declared-tables.ts";

const declared = (item: string, table = "counters") => [{ table_name: table, hash_key: "id", item }];

describe("the items that a stack declares", () => {
  it("lie in their tables from the beginning", () => {
    const call = startTables(declared('{"id":{"S":"a"},"hits":{"N":"1"}}'));
    assert.deepEqual(call("GetItem", { TableName: "counters", Key: { id: { S: "a" } } }), {
      Item: { id: { S: "a" }, hits: { N: "1" } },
    });
  });

  it("are left out where the table is another stack's", () => {
    assert.equal(startTables(declared("{}", "foreign"))("Scan", { TableName: "counters" }).Count, 0);
  });

  for (const [item, found] of [
    ["{", "a text that is no JSON"],
    [
      '{"hits":{"N":"1"}}',
      "one that it refuses: One or more parameter values were invalid: Missing the key id in the item",
    ],
  ] as const) {
    it(`are refused: ${item}`, () => {
      assert.throws(() => startTables(declared(item)), {
        name: "UserError",
        message: `aws_dynamodb_table_item.n0: Expected an item of counters in DynamoDB's JSON, but found ${found}. Write each attribute with its type: {"id": {"S": "a"}}`,
      });
    });
  }
});
