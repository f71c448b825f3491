import assert from "node:assert/strict";
import type { Item } from "../../../../../local/services/dynamodb/attribute-value.ts";
import { isFulfilled } from "../../../../../local/services/dynamodb/expressions/evaluate-condition.ts";
import { conditionOf } from "./condition-of.ts";

const ITEM: Item = {
  n: { N: "5" },
  s: { S: "hello" },
  b: { B: Buffer.from("bytes").toString("base64") },
  t: { BOOL: true },
  tags: { SS: ["x", "y"] },
  seq: { L: [{ N: "1" }, { S: "two" }, { M: { deep: { N: "3" } } }] },
  doc: { M: { key: { S: "value" } } },
};

const VALUES = {
  ":4": { N: "4" },
  ":5": { N: "5.0" },
  ":6": { N: "6" },
  ":one": { N: "1" },
  ":three": { N: "3" },
  ":he": { S: "he" },
  ":ll": { S: "ll" },
  ":x": { S: "x" },
  ":two": { S: "two" },
  ":S": { S: "S" },
  ":SS": { S: "SS" },
  ":by": { B: Buffer.from("by").toString("base64") },
  ":true": { BOOL: true },
};

describe("an item and a condition", () => {
  for (const text of [
    "n = :5",
    "n <> :4",
    "n > :4 AND n < :6",
    "n >= :5 AND n <= :5",
    "n BETWEEN :4 AND :6",
    "n IN (:4, :5)",
    "t = :true",
    "seq[2].deep = :three",
    "attribute_exists(doc)",
    "attribute_not_exists(gone) AND attribute_not_exists(doc.gone) AND attribute_not_exists(seq[7])",
    "attribute_type(tags, :SS)",
    "begins_with(s, :he) AND begins_with(b, :by)",
    "contains(s, :ll) AND contains(tags, :x) AND contains(seq, :two) AND contains(b, :by)",
    "size(s) = :5 AND size(b) = :5 AND size(seq) = :three",
    "NOT n = :4",
    "gone <> :4",
  ]) {
    it(`agree on ${text}`, () => {
      assert.equal(isFulfilled(conditionOf(text, VALUES), ITEM), true);
    });
  }

  for (const text of [
    "gone = :4",
    "gone < :4",
    "gone = absent",
    "n = :he",
    "s > :4",
    "n BETWEEN :6 AND :6",
    "attribute_type(n, :S)",
    "begins_with(n, :he)",
    "contains(tags, :4)",
    "contains(gone, :4)",
    "size(n) = :one",
    "toString = :he",
  ]) {
    it(`do not agree on ${text}`, () => {
      assert.equal(isFulfilled(conditionOf(text, VALUES), ITEM), false);
    });
  }
});
