import assert from "node:assert/strict";
import { functionArn } from "../../../local/app/function-arn.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

const STACK = resolvedStack({
  "aws_lambda_function.crop": { function_name: "images-dev-crop" },
  "aws_lambda_function.compress": { function_name: "images-dev-compress" },
});

describe("the ARN of a function", () => {
  for (const name of [
    "crop",
    "images-dev-crop",
    "arn:aws:lambda:eu-west-1:123456789012:function:images-dev-crop",
  ]) {
    it(`is found by ${name}`, () => {
      assert.equal(
        functionArn(STACK, name),
        "arn:aws:lambda:eu-west-1:123456789012:function:images-dev-crop",
      );
    });
  }

  it("is refused for a name that no function has", () => {
    assert.throws(() => functionArn(STACK, "cropp"), {
      name: "UserError",
      message:
        'Expected a function "cropp", but found only compress, crop. Check the spelling, or declare it.',
    });
  });

  it("is refused where there is no function", () => {
    assert.throws(() => functionArn(resolvedStack({}), "crop"), {
      name: "UserError",
      message: 'Expected a function "crop", but found none at all. Check the spelling, or declare it.',
    });
  });
});
