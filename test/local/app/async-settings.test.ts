import assert from "node:assert/strict";
import { asyncSettings } from "../../../local/app/async-settings.ts";
import type { LambdaSpec } from "../../../local/lambda/lambda-spec.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";
import { functionArn } from "./callable-functions.ts";

const SPEC: LambdaSpec = {
  name: "work",
  arn: functionArn("work"),
  runtime: "nodejs22.x",
  taskRoot: ".",
  layerRoots: [],
  handler: "index.handler",
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
};
const DONE = "arn:aws:sqs:eu-west-1:123456789012:done";
const FAILED = "arn:aws:sqs:eu-west-1:123456789012:failed";
const DEAD = "arn:aws:sqs:eu-west-1:123456789012:dead";

describe("the settings of asynchronous calls", () => {
  it("are Lambda's where nothing is declared", () => {
    assert.deepEqual(asyncSettings(resolvedStack({}), SPEC), {
      retries: 2,
      maxAgeMs: 21_600_000,
      onSuccess: undefined,
      onFailure: undefined,
      deadLetter: undefined,
    });
  });

  for (const [shape, block] of [
    ["as blocks", (fields: object) => fields],
    ["as lists of one block", (fields: object) => [fields]],
  ] as const) {
    it(`are read ${shape}`, () => {
      const stack = resolvedStack({
        "aws_lambda_function.work": {
          function_name: "work",
          dead_letter_config: block({ target_arn: DEAD }),
        },
        "aws_lambda_function_event_invoke_config.work": {
          function_name: "work",
          maximum_retry_attempts: 1,
          maximum_event_age_in_seconds: 60,
          destination_config: block({
            on_success: block({ destination: DONE }),
            on_failure: block({ destination: FAILED }),
          }),
        },
      });
      assert.deepEqual(asyncSettings(stack, SPEC), {
        retries: 1,
        maxAgeMs: 60_000,
        onSuccess: DONE,
        onFailure: FAILED,
        deadLetter: DEAD,
      });
    });
  }
});
