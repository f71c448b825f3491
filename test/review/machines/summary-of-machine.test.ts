import assert from "node:assert/strict";
import { summaryOfMachine } from "../../../review/machines/summary-of-machine.ts";

const ARN = "arn:aws:lambda:eu-west-1:111122223333:function:";

describe("summaryOfMachine", () => {
  it("counts the states of all levels and names what they call", () => {
    const crop = { Type: "Task", Resource: `${ARN}crop:live`, End: true };
    const machine = {
      StartAt: "Photos",
      States: {
        Photos: { Type: "Map", ItemProcessor: { StartAt: "Crop", States: { Crop: crop } }, Next: "Send" },
        Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Next: "Start" },
        Start: {
          Type: "Task",
          Resource: "arn:aws:states:::states:startExecution.sync:2",
          Parameters: { StateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:orders" },
          Next: "Ask",
        },
        Ask: {
          Type: "Task",
          Resource: "arn:aws:states:eu-west-1:111122223333:activity:review",
          Next: "Done",
        },
        Done: { Type: "Succeed" },
      },
    };
    assert.deepEqual(summaryOfMachine(machine), [
      "6 states: 4 Task, 1 Map and 1 Succeed",
      "Calls crop:live, sqs:sendMessage, states:startExecution of orders, waits for its end and activity:review",
    ]);
  });

  it("names five calls and counts the rest", () => {
    const states = Array.from({ length: 8 }, (_, index) => [
      `S${index}`,
      { Type: "Task", Resource: `${ARN}f${index}`, End: true },
    ]);
    assert.deepEqual(summaryOfMachine({ StartAt: "S0", States: Object.fromEntries(states) }), [
      "8 states: 8 Task",
      "Calls f0, f1, f2, f3, f4 and 3 more",
    ]);
  });

  it("says little of a machine without states, and why it says nothing of what is no machine", () => {
    assert.deepEqual(summaryOfMachine({}), ["0 states"]);
    assert.deepEqual(summaryOfMachine("(known after apply)"), [
      "Not described: a definition is (known after apply)",
    ]);
  });
});
