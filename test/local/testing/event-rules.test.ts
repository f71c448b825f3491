import assert from "node:assert/strict";
import { matches, transform } from "../../../local/testing/event-rules.ts";

const EVENT = {
  source: "aws.s3",
  "detail-type": "Object Created",
  detail: { key: "uploads/a.jpg", size: 3 },
};

describe("matches", () => {
  it("says whether an event fits a pattern", () => {
    assert.equal(matches({ detail: { key: [{ prefix: "uploads/" }] } }, EVENT), true);
    assert.equal(matches({ detail: { key: [{ prefix: "done/" }] } }, EVENT), false);
  });

  it("refuses a pattern that EventBridge refuses", () => {
    assert.throws(() => matches({ detail: { key: "uploads/" } }, EVENT), {
      name: "UserError",
      message:
        'event pattern, detail.key: Expected an object of fields or a list of values, but found "uploads/". ' +
        `Correct the pattern. EventBridge says: "key" must be an object or an array.`,
    });
  });
});

describe("transform", () => {
  it("gives what a target gets", () => {
    const inputTransformer = { inputPaths: { key: "$.detail.key" }, inputTemplate: '{"photo": <key>}' };
    assert.deepEqual(transform({ inputTransformer }, EVENT), { photo: "uploads/a.jpg" });
    assert.deepEqual(transform({ inputPath: "$.detail.size" }, EVENT), 3);
    assert.deepEqual(transform({}, EVENT), EVENT);
  });

  it("knows of the rule what it is told", () => {
    const inputTransformer = { inputTemplate: '"<aws.events.rule-name>"' };
    assert.equal(transform({ inputTransformer }, EVENT), "test");
    assert.equal(transform({ inputTransformer }, EVENT, { name: "uploads" }), "uploads");
  });
});
