import assert from "node:assert/strict";
import type { Item } from "../../../../../local/services/dynamodb/attribute-value.ts";
import { readPlaceholders } from "../../../../../local/services/dynamodb/expressions/placeholders.ts";
import {
  parseProjection,
  projectItem,
} from "../../../../../local/services/dynamodb/expressions/projection.ts";

const ITEM: Item = {
  a: { S: "a" },
  doc: { M: { x: { N: "1" }, y: { N: "2" }, seq: { L: [{ N: "0" }, { N: "1" }, { N: "2" }] } } },
};

function project(text: string): Item {
  const placeholders = readPlaceholders({ ProjectionExpression: text }, ["ProjectionExpression"]);
  return projectItem(ITEM, parseProjection(text, placeholders));
}

describe("a projection", () => {
  it("keeps what lies at its paths", () => {
    assert.deepEqual(project("a, doc.x"), { a: { S: "a" }, doc: { M: { x: { N: "1" } } } });
  });

  it("lets the elements of a list move together, in their order", () => {
    assert.deepEqual(project("doc.seq[2], doc.seq[0]"), {
      doc: { M: { seq: { L: [{ N: "0" }, { N: "2" }] } } },
    });
  });

  it("gives nothing for what is not there", () => {
    assert.deepEqual(project("gone, doc.gone, a[0], doc.seq[9]"), {});
  });

  it("refuses paths that lead through each other", () => {
    assert.throws(() => project("doc, doc.x"), {
      message:
        "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [doc], path two: [doc, x]",
    });
  });

  it("refuses what is no path", () => {
    assert.throws(() => project("a,, b"), {
      message: 'Invalid ProjectionExpression: Syntax error; token: ",", near: ",, b"',
    });
  });
});
