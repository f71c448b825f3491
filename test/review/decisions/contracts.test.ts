import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { contractDecisions } from "../../../review/decisions/contracts.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (change: object, more: object = {}) => {
  const plain = { before_sensitive: false, after_sensitive: false, after_unknown: false };
  const plan = smallPlan([], { output_changes: { url: { ...plain, ...change } }, ...more });
  return decisionLines(contractDecisions(viewPlan(plan)));
};
const update = (before: unknown, after: unknown, more: object = {}) => ({
  actions: ["update"],
  before,
  after,
  ...more,
});
const SECRET = { before_sensitive: true, after_sensitive: true };
const configured = (output: object) => ({ configuration: { root_module: { outputs: { url: output } } } });

describe("contractDecisions", () => {
  it("finds an output that is removed", () => {
    assert.deepEqual(lines({ actions: ["delete"], before: "x", after: null, after_unknown: false }), [
      "contract: The output url is removed: whoever reads it fails.",
    ]);
  });

  it("finds an output that becomes another type", () => {
    assert.deepEqual(lines({ actions: ["update"], before: "x", after: ["x"], after_unknown: false }), [
      "contract: The output url becomes another type (string → list): whoever reads it may fail.",
    ]);
  });

  it("asks nothing where a value changes or is new", () => {
    assert.deepEqual(lines({ actions: ["update"], before: "x", after: "y", after_unknown: false }), []);
    assert.deepEqual(lines({ actions: ["update"], before: "x", after: null, after_unknown: true }), []);
    assert.deepEqual(lines({ actions: ["create"], before: null, after: "y", after_unknown: false }), []);
  });

  it("finds what an object loses or has as another type, at any depth", () => {
    const before = { arn: "a", port: 1, queue: { url: "u", name: "n" }, maybe: null };
    const after = { port: "1", queue: { name: "n" }, maybe: "m", more: 1 };
    assert.deepEqual(lines(update(before, after)), [
      "contract: The output url changes its parts: whoever reads one of these may fail.",
      "  arn is removed",
      "  port: number → string",
      "  queue.url is removed",
    ]);
  });

  it("asks nothing about parts that are known after apply", () => {
    const unknown = { after_unknown: { arn: true, queue: { url: true } } };
    const before = { arn: "a", queue: { url: "u" } };
    assert.deepEqual(lines(update(before, { queue: {} }, unknown)), []);
  });

  it("finds another type behind the same value", () => {
    const planned_values = { outputs: { url: { type: ["list", "string"], value: ["x"] } } };
    assert.deepEqual(lines(update(["x"], ["x"]), { planned_values }), [
      "contract: The output url becomes another type (now list(string)), with the same value: whoever reads it may fail.",
    ]);
  });

  it("finds an output that becomes sensitive, where its value alone would not be a change", () => {
    assert.deepEqual(lines(update("x", "x", SECRET), configured({ sensitive: true })), [
      "contract: The output url becomes sensitive: whoever passes it on in an output of its own fails until that is marked too.",
    ]);
    assert.deepEqual(lines(update("x", "y", SECRET), configured({ sensitive: true })), []);
  });

  it("finds an output that is no longer sensitive", () => {
    assert.deepEqual(lines(update("x", "y", SECRET), configured({})), [
      "protection: The output url is no longer sensitive: plans, logs and whoever reads it show it.",
    ]);
  });

  it("believes a plan that says itself that an output is no longer sensitive", () => {
    const sides = { before_sensitive: true, after_sensitive: false };
    assert.deepEqual(lines(update("x", "x", sides)), [
      "protection: The output url is no longer sensitive: plans, logs and whoever reads it show it.",
    ]);
  });

  it("does not say what a plan does not tell", () => {
    assert.deepEqual(lines(update(["x"], ["x"], SECRET), configured({ sensitive: true })), [
      "contract: The output url keeps its value, and changes its type or whether it is sensitive: whoever reads it may fail.",
    ]);
    assert.deepEqual(lines(update("x", "x", SECRET)), []);
    assert.deepEqual(lines(update({ a: 1 }, {}, SECRET), configured({ sensitive: true })), []);
  });
});
