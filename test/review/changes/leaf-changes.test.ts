import assert from "node:assert/strict";
import { leafChanges, leafWords } from "../../../review/changes/leaf-changes.ts";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { plainText } from "../../../review/page/plain-text.ts";
import { smallPlan } from "../small-plan.ts";

function lines(before: object, after: object, unknown: object = {}): readonly string[] {
  const view = viewPlan(smallPlan([{ address: "aws_thing.x", before, after, unknown }]));
  const [change] = view.changes;
  return change === undefined
    ? []
    : leafChanges(change, () => false).map((leaf) => plainText(leafWords(leaf, view.shown)));
}

describe("leafChanges", () => {
  it("looks into blocks of which there is one", () => {
    assert.deepEqual(
      lines(
        { logging: [{ level: "INFO", format: "Text" }] },
        { logging: [{ level: "WARN", format: "Text" }] },
      ),
      ["logging.level: INFO → WARN"],
    );
  });

  it("shows what is added, taken away and known after apply", () => {
    assert.deepEqual(lines({ a: 1, b: "x" }, { a: null, c: true }, { b: true }), [
      "a: 1 → none",
      "b: x → known after apply",
      "c: none → true",
    ]);
  });

  it("only names what is too long or a list of several", () => {
    assert.deepEqual(
      lines({ text: "a".repeat(100), list: [{ a: 1 }, { a: 2 }] }, { text: "b", list: [{ a: 1 }, { a: 3 }] }),
      ["list changes", "text changes"],
    );
  });

  it("says what another version of a write-only attribute stands for", () => {
    assert.deepEqual(lines({ secret_string_wo_version: 1 }, { secret_string_wo_version: 2 }), [
      "secret_string gets a new value, which no plan shows",
    ]);
  });

  it("shows nothing of a secret, nor of a document in a text", () => {
    const definitions = (value: string) => ({
      containers: JSON.stringify([{ environment: [{ name: "A", value }] }]),
    });
    assert.deepEqual(lines(definitions("one"), definitions("two")), ["containers changes"]);
    assert.deepEqual(lines({ password: "one" }, { password: "two" }), ["password changes (not shown)"]);
  });
});
