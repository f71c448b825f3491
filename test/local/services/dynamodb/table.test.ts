import assert from "node:assert/strict";
import { dynamoDbService } from "../../../../local/services/dynamodb/dynamodb-service.ts";
import { createTable } from "../../../../local/services/dynamodb/table.ts";
import { stackWith } from "./declared-tables.ts";

describe("a table", () => {
  const key = { hash: { name: "id", type: "N" }, range: { name: "at", type: "S" } } as const;
  const item = (id: string, at: string) => ({ id: { N: id }, at: { S: at } });

  it("has one item for a key, and counts its items", () => {
    const table = createTable({ name: "t", arn: "", key, indexes: [] });
    const newer = { ...item("1", "a"), x: { S: "x" } };
    for (const one of [item("1", "a"), item("1", "b"), item("2", "a"), newer]) table.put(one);
    assert.equal(table.count, 3);
    assert.deepEqual(table.get(item("1", "a")), newer);
    assert.deepEqual(table.items({ N: "1" }), [newer, item("1", "b")]);
    table.delete(item("1", "b"));
    table.delete(item("9", "z"));
    assert.deepEqual(table.items(), [newer, item("2", "a")]);
  });

  it("takes numbers for one key where they are equal", () => {
    const attribute = [{ name: "id", type: "N" }];
    const { operations } = dynamoDbService(stackWith([{ name: "t", hash_key: "id", attribute }]), () => 0);
    operations.PutItem?.({ TableName: "t", Item: { id: { N: "1.0" } } });
    assert.deepEqual(operations.GetItem?.({ TableName: "t", Key: { id: { N: "10e-1" } } }), {
      Item: { id: { N: "1" } },
    });
  });
});
