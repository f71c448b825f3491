import assert from "node:assert/strict";
import type { ChildExecution } from "../../../local/states/child-execution.ts";
import type { HistoryEvent } from "../../../local/states/history-event.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { eventNames, outputOf, runOne, START_MS } from "./run-definition.ts";

const MAP = { Type: "Map", ItemsPath: "$.items", End: true };
const MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:photos";
const CONFIG = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };

function processor(state: object): object {
  return { ProcessorConfig: CONFIG, StartAt: "Each", States: { Each: { ...state, End: true } } };
}

const TASKS = {
  ...MAP,
  ItemProcessor: processor({ Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work" }),
};

/** Fails for every item below 0. */
const runTask = async ({ input }: TaskCall): Promise<unknown> => {
  if (Number(input) < 0) throw new StatesError("Negative", String(input));
  return input;
};

describe("a Map state of mode DISTRIBUTED", () => {
  it("gives the outputs of its child executions in order", async () => {
    assert.deepEqual(await outputOf(TASKS, { items: [3, 1, 2] }, { runTask }), [3, 1, 2]);
  });

  it("runs more at once than an inline one, and no more than MaxConcurrency", async () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const durationMs = async (fields: object) => {
      const state = { ...MAP, ItemProcessor: processor({ Type: "Wait", Seconds: 10 }), ...fields };
      const { events } = await runOne(state, { items });
      return (events.at(-1)?.atMs ?? 0) - START_MS;
    };
    assert.equal(await durationMs({}), 10_000);
    assert.equal(await durationMs({ MaxConcurrency: 50 }), 20_000);
  });

  it("fails with a name of its own when one child execution fails", async () => {
    await assert.rejects(outputOf(TASKS, { items: [1, -1] }, { runTask }), {
      error: "States.ExceedToleratedFailureThreshold",
      cause: "The specified tolerated failure threshold was exceeded",
    });
  });

  it("takes the fields of an object one by one, with their names", async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "In",
      States: { In: { Type: "Pass", End: true } },
    };
    const map = {
      Type: "Map",
      QueryLanguage: "JSONata",
      Items: "{% $states.input %}",
      ItemProcessor,
      End: true,
    };
    const all = { a: 1, b: [2] };
    assert.deepEqual(await outputOf(map, all), [
      { Key: "a", Value: 1 },
      { Key: "b", Value: [2] },
    ]);
    const ItemSelector = {
      at: "{% $states.context.Map.Item.Key %}",
      is: "{% $states.context.Map.Item.Value %}",
    };
    assert.deepEqual(await outputOf({ ...map, ItemSelector }, all), [
      { at: "a", is: 1 },
      { at: "b", is: [2] },
    ]);
  });

  const items = [1, -1, 2, -2];
  for (const fields of [
    { ToleratedFailureCount: 2 },
    { ToleratedFailureCountPath: "$.two" },
    { ToleratedFailurePercentage: 50 },
    { ToleratedFailureCount: 3, ToleratedFailurePercentage: 60 },
    { ToleratedFailureCount: 0, ToleratedFailurePercentage: 50 },
  ]) {
    it(`puts up with two failures of four with ${JSON.stringify(fields)}`, async () => {
      const output = (await outputOf({ ...TASKS, ...fields }, { items, two: 2 }, { runTask })) as unknown[];
      assert.deepEqual([output[0], output[2]], [1, 2]);
    });
  }

  for (const fields of [
    { ToleratedFailureCount: 1 },
    { ToleratedFailurePercentage: 49.9 },
    { ToleratedFailureCount: 2, ToleratedFailurePercentage: 25 },
  ]) {
    it(`does not with ${JSON.stringify(fields)}`, async () => {
      const { error } = await runOne({ ...TASKS, ...fields }, { items }, { runTask });
      assert.equal(error, "States.ExceedToleratedFailureThreshold");
    });
  }

  it("gives all that is known of a child that failed in the place of its output", async () => {
    const state = { ...TASKS, ToleratedFailureCount: 1 };
    const [, failed] = (await outputOf(state, { items: [1, -1] }, { runTask })) as readonly Record<
      string,
      unknown
    >[];
    const { Name, ...rest } = failed ?? {};
    const account = "arn:aws:states:eu-central-1:123456789012";
    assert.deepEqual(rest, {
      ExecutionArn: `${account}:execution:photos/One:${Name}`,
      Input: "-1",
      InputDetails: { Included: true },
      Error: "Negative",
      Cause: "-1",
      OutputDetails: { Included: true },
      RedriveCount: 0,
      RedriveStatus: "REDRIVABLE",
      StartDate: "2026-01-01T00:00:00.000Z",
      StateMachineArn: `${account}:stateMachine:photos/One`,
      Status: "FAILED",
      StopDate: "2026-01-01T00:00:00.000Z",
    });
  });

  it("tells of one run in its history, and of each child and its own history apart", async () => {
    const children: string[] = [];
    const onChildExecution = ({ input, output }: ChildExecution, events: readonly HistoryEvent[]) =>
      void children.push(`${input} → ${output}: ${events.map(({ id, type }) => `${id} ${type}`).join(", ")}`);
    const state = { ...MAP, ItemProcessor: processor({ Type: "Pass" }) };
    const result = await runOne(state, { items: ["a"] }, { onChildExecution });
    assert.deepEqual(eventNames(result).slice(1, -1), [
      "MapStateEntered One",
      "MapStateStarted One",
      "MapRunStarted One",
      "MapRunSucceeded One",
      "MapStateSucceeded One",
      "MapStateExited One",
    ]);
    assert.match(
      String(result.events[3]?.details.mapRunArn),
      /^arn:aws:states:eu-central-1:123456789012:mapRun:photos\/One:[0-9a-f-]{36}$/,
    );
    assert.deepEqual(children, [
      "a → a: 1 ExecutionStarted, 2 PassStateEntered, 3 PassStateExited, 4 ExecutionSucceeded",
    ]);
  });

  it("has histories that no number of items makes too long", async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => index);
    const state = { ...MAP, ResultPath: null, ItemProcessor: processor({ Type: "Pass" }) };
    assert.equal((await runOne(state, { items })).status, "SUCCEEDED");
    const { Mode: _, ...inline } = CONFIG;
    const ItemProcessor = { ...processor({ Type: "Pass" }), ProcessorConfig: inline };
    const { error } = await runOne({ ...state, ItemProcessor }, { items });
    assert.equal(error, "States.Runtime");
  });

  it("gives its children neither its variables nor its item, but an execution of their own", async () => {
    const Parameters = {
      "of.$": "$$.StateMachine.Id",
      "id.$": "$$.Execution.Id",
      "input.$": "$$.Execution.Input",
    };
    const state = { ...MAP, Label: "each", ItemProcessor: processor({ Type: "Pass", Parameters }) };
    const [child, other] = (await outputOf(state, { items: ["a", "b"] })) as readonly Record<
      string,
      string
    >[];
    assert.deepEqual([child?.of, child?.input, other?.input], [`${MACHINE}/each`, "a", "b"]);
    assert.match(child?.id ?? "", /:execution:photos\/each:[0-9a-f-]{36}$/);
    assert.notEqual(child?.id, other?.id);
    const asking = {
      ...MAP,
      ItemProcessor: processor({ Type: "Pass", Parameters: { "x.$": "$$.Map.Item.Value" } }),
    };
    const { error } = await runOne({ ...asking, ToleratedFailureCount: 0 }, { items: [1] });
    assert.equal(error, "States.ExceedToleratedFailureThreshold");
  });
});
