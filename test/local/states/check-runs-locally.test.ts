import assert from "node:assert/strict";
import { checkRunsLocally } from "../../../local/states/check-runs-locally.ts";

const one = (state: object) => ({ StartAt: "One", States: { One: { End: true, ...state } } });

const REFUSED: readonly (readonly [object, string])[] = [
  [{ Type: "Map", ItemReader: { Resource: "arn:aws:states:::s3:getObject" } }, "a Map state with ItemReader"],
  [{ Type: "Map", ItemBatcher: { MaxItemsPerBatch: 10 } }, "a Map state with ItemBatcher"],
  [{ Type: "Map", ResultWriter: {} }, "a Map state with ResultWriter"],
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
  it("accepts a Map over its input, in both modes, and a task that answers", () => {
    for (const Mode of ["INLINE", "DISTRIBUTED"]) {
      checkRunsLocally(one({ Type: "Map", ItemProcessor: { ProcessorConfig: { Mode } } }));
    }
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
