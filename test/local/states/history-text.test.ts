import assert from "node:assert/strict";
import { historyText } from "../../../local/states/history-text.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import { runOne } from "./run-definition.ts";

describe("historyText", () => {
  it("shows what happened when, where and why", async () => {
    const Each = {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "resize" },
      Retry: [{ ErrorEquals: ["Busy"] }],
      End: true,
    };
    const state = { Type: "Map", ItemProcessor: { StartAt: "Each", States: { Each } }, End: true };
    const errors = [new StatesError("Busy", "later"), new StatesError("Broken", "torn\n  apart")];
    const runTask = async () => {
      throw errors.shift();
    };
    const { events } = await runOne(state, [1], { runTask });
    assert.equal(
      historyText(events),
      [
        " 1    0.000  ExecutionStarted",
        " 2    0.000  One  MapStateEntered",
        " 3    0.000  One  MapStateStarted",
        " 4    0.000    One[0] / One  MapIterationStarted",
        " 5    0.000    One[0] / Each  TaskStateEntered",
        " 6    0.000    One[0] / Each  TaskScheduled  lambda invoke",
        " 7    0.000    One[0] / Each  TaskStarted",
        " 8    0.000    One[0] / Each  TaskFailed  Busy: later",
        " 9    1.000    One[0] / Each  TaskScheduled  lambda invoke",
        "10    1.000    One[0] / Each  TaskStarted",
        "11    1.000    One[0] / Each  TaskFailed  Broken: torn apart",
        "12    1.000    One[0] / Each  TaskStateAborted",
        "13    1.000    One[0] / One  MapIterationFailed",
        "14    1.000  One  MapStateFailed",
        "15    1.000  ExecutionFailed  Broken: torn apart",
        "",
      ].join("\n"),
    );
  });

  it("is empty for no events", () => {
    assert.equal(historyText([]), "");
  });
});
