import assert from "node:assert/strict";
import { runDefinition } from "./run-definition.ts";

describe("the limit of a payload", () => {
  it("refuses an output above 256 KiB by a name that only itself catches", async () => {
    const result = "x".repeat(256 * 1024);
    const state = (name: string) => ({
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      Catch: [{ ErrorEquals: [name], Next: "Two" }],
      End: true,
    });
    const run = (name: string) =>
      runDefinition(
        { StartAt: "One", States: { One: state(name), Two: { Type: "Pass", End: true } } },
        { runTask: async () => result },
      );
    const cause =
      "The state/task 'sqs' returned a result with a size exceeding the maximum number of bytes service limit.";
    const all = await run("States.ALL");
    assert.deepEqual([all.error, all.cause], ["States.DataLimitExceeded", cause]);
    const named = await run("States.DataLimitExceeded");
    assert.deepEqual(named.output, { Error: "States.DataLimitExceeded", Cause: cause });
  });

  it("fails a task by the name of its service, and not as one that succeeded", async () => {
    const Resource = "arn:aws:states:::lambda:invoke";
    const definition = {
      StartAt: "One",
      States: { One: { Type: "Task", Resource, Parameters: { FunctionName: "f" }, End: true } },
    };
    const runTask = async () => "x".repeat(256 * 1024);
    const { cause, events } = await runDefinition(definition, { runTask });
    assert.equal(
      cause,
      "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    );
    assert.deepEqual(
      events.slice(-2).map(({ type }) => type),
      ["TaskFailed", "ExecutionFailed"],
    );
  });
});
