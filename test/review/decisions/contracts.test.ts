import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { contractDecisions } from "../../../review/decisions/contracts.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (change: object) =>
  decisionLines(contractDecisions(viewPlan(smallPlan([], { output_changes: { url: change } }))));

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
});
