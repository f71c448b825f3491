import assert from "node:assert/strict";
import { checkRunsLocally } from "../../../local/states/check-runs-locally.ts";

const one = (state: object) => ({ StartAt: "One", States: { One: { End: true, ...state } } });

const REFUSED: readonly (readonly [object, string])[] = [
  [
    { Type: "Map", ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" } } },
    "a Map state of mode DISTRIBUTED",
  ],
  [
    { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" },
    'a task that waits for a token ("arn:aws:states:::sqs:sendMessage.waitForTaskToken")',
  ],
  [
    { Type: "Task", Resource: "arn:aws:states:eu-central-1:123456789012:activity:approve" },
    'an activity ("arn:aws:states:eu-central-1:123456789012:activity:approve")',
  ],
];

describe("checkRunsLocally", () => {
  it("accepts an inline Map and a task that answers", () => {
    checkRunsLocally(one({ Type: "Map", ItemProcessor: { ProcessorConfig: { Mode: "INLINE" } } }));
    checkRunsLocally(one({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke" }));
  });

  for (const [state, found] of REFUSED) {
    it(`refuses ${found}`, () => {
      assert.throws(() => checkRunsLocally(one(state)), {
        name: "UserError",
        message:
          `state machine definition, States.One: Expected a state that can run on this machine, but found ${found}. ` +
          "Run this state machine on AWS, or leave the state out of the local run.",
      });
    });
  }

  it("looks inside branches", () => {
    const inner = one({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" });
    assert.throws(
      () => checkRunsLocally(one({ Type: "Parallel", Branches: [inner] })),
      /States\.One\.Branches\[0\]\.States\.One/,
    );
  });
});
