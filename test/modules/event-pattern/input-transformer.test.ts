import assert from "node:assert/strict";
import { type SynthesizedInput, targetInput } from "../../../local/events/target-input.ts";
import { inputPath, transform } from "../../../modules/event-pattern/input-transformer.ts";

describe("the input of a target", () => {
  it("is a part of the event", () => {
    assert.deepEqual(inputPath("$.detail"), { path: "$.detail" });
  });
});
