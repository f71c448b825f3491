import assert from "node:assert/strict";
import type { ChildExecution } from "../../../local/states/child-execution.ts";
import type { HistoryEvent } from "../../../local/states/history-event.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { runWorkflow } from "../../../local/testing/run-workflow.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:work";
const CLOCK = new Date("2026-01-01T00:00:00Z");

/** A distributed Map state over the input, each child of which has the states First and Work. */
function mapOf(fields: object = {}, type: "STANDARD" | "EXPRESS" = "STANDARD") {
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: type },
    StartAt: "First",
    States: {
      First: { Type: "Task", Resource: FUNCTION, Next: "Work" },
      Work: { Type: "Task", Resource: FUNCTION, End: true },
    },
  };
  const Each = { Type: "Map", MaxConcurrency: 1, ItemProcessor, ...fields, End: true };
  return { StartAt: "Each", States: { Each } };
}

/** Tasks that note their calls; Work fails for the inputs that `isDown` names. */
function notedTasks(isDown: (input: unknown) => boolean) {
  const calls: string[] = [];
  const tasks = {
    First: (input: unknown) => {
      calls.push(`First ${input}`);
      return input;
    },
    Work: (input: unknown, { context }: TaskCall) => {
      const { RedriveCount, RedriveTime } = (context as { Execution: Record<string, unknown> }).Execution;
      calls.push(`Work ${input}, redriven ${RedriveCount} at ${RedriveTime}`);
      if (isDown(input)) throw new StatesError("Down", "not yet");
      return input;
    },
  };
  return { calls, tasks };
}

const NOW = "2026-01-01T00:00:00.000Z";

describe("a redrive of a distributed Map state", () => {
  it("goes on in the Standard children that failed and runs those that never began", async () => {
    let down = [2];
    const { calls, tasks } = notedTasks((input) => down.includes(Number(input)));
    const first = await runWorkflow(mapOf(), { input: [1, 2, 3], tasks, clock: CLOCK });
    assert.deepEqual([first.status, first.error], ["FAILED", "States.ExceedToleratedFailureThreshold"]);
    calls.length = 0;
    down = [];
    const second = await runWorkflow(mapOf(), { tasks, clock: CLOCK, redrive: first });
    assert.deepEqual([second.status, second.output], ["SUCCEEDED", [1, 2, 3]]);
    assert.deepEqual(calls, [`Work 2, redriven 1 at ${NOW}`, "First 3", "Work 3, redriven 0 at undefined"]);
  });

  it("starts Express children over", async () => {
    let down = [2];
    const { calls, tasks } = notedTasks((input) => down.includes(Number(input)));
    const definition = mapOf({}, "EXPRESS");
    const first = await runWorkflow(definition, { input: [1, 2], tasks, clock: CLOCK });
    calls.length = 0;
    down = [];
    const { output } = await runWorkflow(definition, { tasks, clock: CLOCK, redrive: first });
    assert.deepEqual(
      [output, calls],
      [
        [1, 2],
        ["First 2", "Work 2, redriven 0 at undefined"],
      ],
    );
  });

  it("tells of the same Map Run and counts its redrives", async () => {
    let left = 2;
    const { tasks } = notedTasks(() => left-- > 0);
    const first = await runWorkflow(mapOf(), { input: [1], tasks, clock: CLOCK });
    const second = await runWorkflow(mapOf(), { tasks, clock: CLOCK, redrive: first });
    const { events } = await runWorkflow(mapOf(), { tasks, clock: CLOCK, redrive: second });
    const runs = events.filter(({ type }) => type.startsWith("MapRun"));
    const mapRunArn = runs[0]?.details.mapRunArn;
    assert.deepEqual(
      runs.map(({ type }) => type),
      [
        "MapRunStarted",
        "MapRunFailed",
        "MapRunRedriven",
        "MapRunFailed",
        "MapRunRedriven",
        "MapRunSucceeded",
      ],
    );
    assert.deepEqual(runs[2]?.details, { mapRunArn, redriveCount: 1 });
    assert.deepEqual(runs[4]?.details, { mapRunArn, redriveCount: 2 });
  });

  it("keeps the ARN and the history of a child", async () => {
    let left = 1;
    const { tasks } = notedTasks(() => left-- > 0);
    const told: [ChildExecution, readonly HistoryEvent[]][] = [];
    const onChildExecution = (child: ChildExecution, events: readonly HistoryEvent[]) =>
      void told.push([child, events]);
    const options = { tasks, clock: CLOCK, onChildExecution };
    const first = await runWorkflow(mapOf(), { input: [1], ...options });
    await runWorkflow(mapOf(), { redrive: first, ...options });
    const [[failed], [succeeded, events]] = told as [(typeof told)[0], (typeof told)[0]];
    assert.equal(succeeded.executionArn, failed.executionArn);
    assert.deepEqual([failed.redriveCount, succeeded.redriveCount], [0, 1]);
    assert.deepEqual(
      events.slice(-6).map(({ id, type }) => `${id} ${type}`),
      [
        "12 ExecutionRedriven",
        "13 LambdaFunctionScheduled",
        "14 LambdaFunctionStarted",
        "15 LambdaFunctionSucceeded",
        "16 TaskStateExited",
        "17 ExecutionSucceeded",
      ],
    );
  });

  it("runs those again too whose failure was tolerated, with the items that were read", async () => {
    let down = [2, 3];
    const { calls, tasks } = notedTasks((input) => down.includes(Number(input)));
    let reads = 0;
    const reading = {
      ...tasks,
      Each: () => {
        reads += 1;
        return { Body: "[1,2,3]" };
      },
    };
    const definition = mapOf({
      ToleratedFailureCount: 1,
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "JSON" },
        Parameters: { Bucket: "b", Key: "k" },
      },
    });
    const first = await runWorkflow(definition, { tasks: reading, clock: CLOCK });
    calls.length = 0;
    down = [];
    const { output } = await runWorkflow(definition, { tasks: reading, clock: CLOCK, redrive: first });
    assert.deepEqual([output, reads], [[1, 2, 3], 1]);
    assert.deepEqual(calls, [`Work 2, redriven 1 at ${NOW}`, `Work 3, redriven 1 at ${NOW}`]);
  });

  it("starts a new Map Run where the result of the last one was too large", async () => {
    let length = 200_000;
    const tasks = { First: () => null, Work: () => "x".repeat(length) };
    const first = await runWorkflow(mapOf(), { input: [1, 2], tasks, clock: CLOCK });
    assert.equal(first.error, "States.DataLimitExceeded");
    length = 1;
    const { output, events } = await runWorkflow(mapOf(), { tasks, clock: CLOCK, redrive: first });
    const starts = events.filter(({ type }) => type === "MapRunStarted");
    assert.deepEqual([output, starts.length], [["x", "x"], 2]);
    assert.notEqual(starts[0]?.details.mapRunArn, starts[1]?.details.mapRunArn);
  });

  it("begins a Map Run for the first time where its items could not be read", async () => {
    let isDown = true;
    const tasks = {
      First: (input: unknown) => input,
      Work: (input: unknown) => input,
      Each: () => {
        if (isDown) throw new StatesError("S3.NoSuchKey", "no k");
        return { Body: "[1]" };
      },
    };
    const definition = mapOf({
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "JSON" },
        Parameters: { Bucket: "b", Key: "k" },
      },
    });
    const first = await runWorkflow(definition, { tasks, clock: CLOCK });
    isDown = false;
    const { output, events } = await runWorkflow(definition, { tasks, clock: CLOCK, redrive: first });
    const runs = events.filter(({ type }) => type.startsWith("MapRun")).map(({ type }) => type);
    assert.deepEqual([output, runs], [[1], ["MapRunStarted", "MapRunSucceeded"]]);
  });
});
