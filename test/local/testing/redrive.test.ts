import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { runWorkflow } from "../../../local/testing/run-workflow.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:work";
const PASS = { Type: "Pass", End: true };
const CLOCK = new Date("2026-01-01T00:00:00Z");

/** A task that fails so often, and then gives its input and how often its execution was redriven. */
function failing(times: number) {
  let left = times;
  return (input: unknown, { context }: TaskCall) => {
    left -= 1;
    if (left >= 0) throw new StatesError("Down", "not yet");
    const { Execution } = context as { readonly Execution: Readonly<Record<string, unknown>> };
    return { input, count: Execution.RedriveCount, time: Execution.RedriveTime };
  };
}

describe("a redrive", () => {
  it("goes on at the task that failed, with its input and variables, in one history", async () => {
    const definition = {
      StartAt: "First",
      States: {
        First: { Type: "Pass", Result: { n: 1 }, Assign: { kept: 7 }, Next: "Work" },
        Work: { Type: "Task", Resource: FUNCTION, Next: "Last" },
        Last: { Type: "Pass", Parameters: { "work.$": "$", "kept.$": "$kept" }, End: true },
      },
    };
    const tasks = { Work: failing(1) };
    const first = await runWorkflow(definition, { tasks, clock: CLOCK });
    assert.deepEqual([first.status, first.error], ["FAILED", "Down"]);
    const { status, output, events } = await runWorkflow(definition, { tasks, clock: CLOCK, redrive: first });
    assert.equal(status, "SUCCEEDED");
    assert.deepEqual(output, {
      work: { input: { n: 1 }, count: 1, time: "2026-01-01T00:00:00.000Z" },
      kept: 7,
    });
    assert.deepEqual(
      events.map(({ id, previousEventId, type }) => `${id} ← ${previousEventId} ${type}`).slice(6, 12),
      [
        "7 ← 6 LambdaFunctionFailed",
        "8 ← 7 ExecutionFailed",
        "9 ← 8 ExecutionRedriven",
        "10 ← 9 LambdaFunctionScheduled",
        "11 ← 10 LambdaFunctionStarted",
        "12 ← 11 LambdaFunctionSucceeded",
      ],
    );
    assert.deepEqual(events[8]?.details, { redriveCount: 1 });
  });

  it("runs again only the branches and iterations that failed", async () => {
    const calls: unknown[] = [];
    const fails = failing(1);
    const work = (input: unknown, call: TaskCall) => {
      calls.push(input);
      return input === 2 ? fails(input, call) : input;
    };
    const one = { StartAt: "One", States: { One: { Type: "Task", Resource: FUNCTION, End: true } } };
    const other = { StartAt: "Other", States: { Other: { ...PASS, Result: "kept" } } };
    const inner = {
      StartAt: "Each",
      States: { Each: { Type: "Map", MaxConcurrency: 1, ItemProcessor: one, End: true } },
    };
    const definition = {
      StartAt: "Both",
      States: { Both: { Type: "Parallel", Branches: [inner, other], End: true } },
    };
    const tasks = { One: work };
    const first = await runWorkflow(definition, { input: [1, 2, 3], tasks, clock: CLOCK });
    assert.equal(first.status, "FAILED");
    const second = await runWorkflow(definition, { tasks, clock: CLOCK, redrive: first });
    const two = { input: 2, count: 1, time: "2026-01-01T00:00:00.000Z" };
    assert.deepEqual(
      [second.output, calls],
      [
        [[1, two, 3], "kept"],
        [1, 2, 2, 3],
      ],
    );
  });

  it("counts, and starts over a state that is entered again", async () => {
    const definition = {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Map",
          ItemProcessor: { StartAt: "One", States: { One: { Type: "Task", Resource: FUNCTION, End: true } } },
          Next: "Enough",
        },
        Enough: {
          Type: "Choice",
          Choices: [{ Variable: "$[0].input", NumericEquals: 1, Next: "Again" }],
          Default: "Done",
        },
        Again: { Type: "Pass", Result: [2], Next: "Work" },
        Done: { Type: "Succeed" },
      },
    };
    const tasks = { One: failing(2) };
    const first = await runWorkflow(definition, { input: [1], tasks, clock: CLOCK });
    const second = await runWorkflow(definition, { tasks, clock: CLOCK, redrive: first });
    const third = await runWorkflow(definition, { tasks, clock: CLOCK, redrive: second });
    const expected = [{ input: 2, count: 2, time: "2026-01-01T00:00:00.000Z" }];
    assert.deepEqual([second.status, third.output], ["FAILED", expected]);
  });

  for (const [what, definition, type, found] of [
    [
      "an execution that succeeded",
      { StartAt: "One", States: { One: PASS } },
      "STANDARD",
      "Execution is SUCCEEDED and cannot be redriven",
    ],
    [
      "one of an Express workflow",
      { StartAt: "One", States: { One: { Type: "Fail" } } },
      "EXPRESS",
      "Execution is of type EXPRESS and cannot be redriven",
    ],
  ] as const) {
    it(`is refused for ${what}`, async () => {
      const redrive = await runWorkflow(definition, { input: [1], type });
      await assert.rejects(runWorkflow(definition, { type, redrive }), {
        name: "UserError",
        message:
          "redrive: Expected what runWorkflow gave for an execution that can be redriven, " +
          `but found ${found}. Start a new execution.`,
      });
    });
  }
});
