import assert from "node:assert/strict";
import { App, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { lazyText } from "../../modules/lazy-text.ts";

describe("lazyText", () => {
  it("is asked for its text when the stack is synthesized, alone and inside of another text", () => {
    const stack = new TerraformStack(new App({ stackTraces: false }), "stack");
    let value = "early";
    const text = lazyText(() => value);
    new TerraformOutput(stack, "alone", { value: text });
    new TerraformOutput(stack, "inside", { value: `a ${text} b` });
    value = "late";
    const { output } = JSON.parse(Testing.synth(stack)) as { output: Record<string, { value: string }> };
    assert.deepEqual([output.alone?.value, output.inside?.value], ["late", "a late b"]);
  });
});
