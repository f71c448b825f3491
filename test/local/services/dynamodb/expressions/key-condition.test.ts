import assert from "node:assert/strict";
import { keyCondition } from "../../../../../local/services/dynamodb/expressions/key-condition.ts";
import type { KeySchema } from "../../../../../local/services/dynamodb/table-definition.ts";
import { conditionOf } from "./condition-of.ts";

const KEY: KeySchema = { hash: { name: "p", type: "S" }, range: { name: "s", type: "N" } };
const VALUES = { ":p": { S: "a" }, ":n": { N: "1" }, ":m": { N: "2" } };

const read = (text: string, key = KEY) => keyCondition(conditionOf(text, VALUES), key);

describe("a key condition", () => {
  for (const text of [
    "p = :p",
    ":p = p",
    "p = :p AND s > :n",
    "s BETWEEN :n AND :m AND p = :p",
    "(p = :p) AND (:n < s)",
  ]) {
    it(`asks for one partition: ${text}`, () => {
      assert.deepEqual(read(text).partition, { S: "a" });
    });
  }

  for (const [text, message] of [
    ["s = :n", "Query condition missed key schema element: p"],
    ["p = :p AND extra = :n", "Query condition missed key schema element: s"],
    ["p > :p", "Query key condition not supported"],
    [
      "p = :n",
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      "p = :p AND s = :p",
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      "p = :p AND s > :n AND s < :m",
      "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key",
    ],
    [
      "p = :p OR s = :n",
      "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR",
    ],
    ["p <> :p", "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: <>"],
    [
      "attribute_exists(p)",
      "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: attribute_exists",
    ],
    [
      "p.x = :p",
      "Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes",
    ],
  ] as const) {
    it(`is refused: ${text}`, () => {
      assert.throws(() => read(text), { name: "ValidationException", message });
    });
  }

  it("has nothing but the partition where the key has no sort key", () => {
    assert.throws(() => read("p = :p AND s = :n", { hash: KEY.hash }), {
      message: "Query key condition not supported",
    });
  });
});
