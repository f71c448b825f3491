import assert from "node:assert/strict";
import { createExecutions } from "../../../local/app/executions.ts";
import type { TaskTrace } from "../../../local/app/task-runner.ts";
import { describedExecution } from "../../../local/services/described-execution.ts";
import { type Clock, simulatedClock } from "../../../local/states/clock.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskRunner } from "../../../local/states/task-call.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:images";
const TASK = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };

/** The state machine `images` with one state, and what its tasks were told of their execution. */
function machineOf(
  state: object,
  runTask: TaskRunner = async () => null,
  signal = new AbortController().signal,
  clock: Clock = simulatedClock(),
) {
  const definition = JSON.stringify({ StartAt: "Only", States: { Only: state } });
  const stack = resolvedStack({
    "aws_iam_role.images": { name: "images-role" },
    "aws_sfn_state_machine.images": { name: "images", role_arn: "${aws_iam_role.images.arn}", definition },
  });
  const told: object[] = [];
  const tasks: TaskTrace[] = [];
  const executions = createExecutions(stack, {
    clock,
    signal,
    createTaskRunner: (execution) => {
      told.push(execution);
      return { runTask, tasks };
    },
  });
  return { executions, told, tasks };
}

describe("the executions of a stack's state machines", () => {
  it("know their state machines by ARN", () => {
    const { executions } = machineOf({ Type: "Succeed" });
    assert.equal(executions.has(MACHINE), true);
    assert.equal(executions.has(`${MACHINE}-2`), false);
  });

  it("end with the state machine's output", async () => {
    const { executions } = machineOf({ Type: "Pass", Parameters: { "got.$": "$.n" }, End: true });
    const { stateMachineArn, result } = executions.start(MACHINE, { n: 7 });
    assert.equal(stateMachineArn, MACHINE);
    const { status, output } = await result;
    assert.deepEqual([status, output], ["SUCCEEDED", { got: 7 }]);
  });

  it("have ARNs of their own, which their tasks are told", async () => {
    const { executions, told } = machineOf({ Type: "Succeed" });
    const [first, second] = [executions.start(MACHINE, {}), executions.start(MACHINE, {})];
    const form =
      /^arn:aws:states:eu-west-1:123456789012:execution:images:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
    assert.match(first.arn, form);
    assert.notEqual(first.arn, second.arn);
    assert.deepEqual(told, [
      { executionArn: first.arn, stateMachineArn: MACHINE },
      { executionArn: second.arn, stateMachineArn: MACHINE },
    ]);
    await Promise.all([first.result, second.result]);
  });

  it("know themselves, their state machine and its role in the context object", async () => {
    const { executions } = machineOf({ Type: "Pass", Parameters: { "context.$": "$$" }, End: true });
    const { arn, result } = executions.start(MACHINE, { n: 7 });
    const { context } = (await result).output as { readonly context: Record<string, unknown> };
    assert.deepEqual(context.Execution, {
      Id: arn,
      Input: { n: 7 },
      Name: arn.slice(arn.lastIndexOf(":") + 1),
      RedriveCount: 0,
      RoleArn: "arn:aws:iam::123456789012:role/images-role",
      StartTime: "1970-01-01T00:00:00.000Z",
    });
    assert.deepEqual(context.StateMachine, { Id: MACHINE, Name: "images" });
  });

  it("give what their task runner noted", async () => {
    const { executions, tasks } = machineOf(TASK);
    const task: TaskTrace = {
      stateName: "Only",
      order: 0,
      durationMs: 5,
      isColdStart: true,
      output: 1,
      hasFailed: false,
    };
    tasks.push(task);
    assert.deepEqual((await executions.start(MACHINE, {}).result).tasks, [task]);
  });

  it("end as failed with the error of a task", async () => {
    const { executions } = machineOf(TASK, async () => {
      throw new StatesError("TornPaper", "It is torn.");
    });
    const { status, error, cause } = await executions.start(MACHINE, {}).result;
    assert.deepEqual([status, error, cause], ["FAILED", "TornPaper", "It is torn."]);
  });

  it("end as aborted when they are stopped", async () => {
    const stop = new AbortController();
    const { executions } = machineOf({ Type: "Wait", Seconds: 60, End: true }, undefined, stop.signal);
    const { result } = executions.start(MACHINE, {});
    stop.abort(new Error("Stopped by the user"));
    assert.equal((await result).status, "ABORTED");
  });

  it("end with the user's mistake where the definition is wrong", async () => {
    const { executions } = machineOf({ Type: "Pause", End: true });
    await assert.rejects(executions.start(MACHINE, {}).result, { name: "UserError" });
  });

  it("are given again for a name and an input that they have while they run, in whatever order its keys are", async () => {
    const stop = new AbortController();
    const { executions } = machineOf({ Type: "Wait", Seconds: 60, End: true }, undefined, stop.signal);
    const first = executions.start(MACHINE, { a: 1, b: [2] }, "daily");
    assert.equal(executions.start(MACHINE, { b: [2], a: 1 }, "daily"), first);
    assert.throws(() => executions.start(MACHINE, { a: 1, b: [3] }, "daily"), {
      code: "ExecutionAlreadyExists",
    });
    stop.abort(new Error("Stopped by the user"));
    await first.result;
    assert.throws(() => executions.start(MACHINE, { a: 1, b: [2] }, "daily"), {
      code: "ExecutionAlreadyExists",
    });
  });

  it("go on where they failed when they are redriven", async () => {
    let isDown = true;
    const { executions } = machineOf(TASK, async () => {
      if (isDown) throw new StatesError("Down");
      return 7;
    });
    const execution = executions.start(MACHINE, {});
    const refused = (reason: string) =>
      assert.throws(() => execution.redrive(), { code: "ExecutionNotRedrivable", message: reason });
    refused("Execution is RUNNING and cannot be redriven");
    await execution.result;
    isDown = false;
    assert.deepEqual(describedExecution(execution).redriveStatus, "REDRIVABLE");
    execution.redrive();
    assert.equal(execution.ended(), undefined);
    const { status, output, events } = await execution.result;
    assert.deepEqual([status, output, events.length], ["SUCCEEDED", 7, execution.events.length]);
    refused("Execution is SUCCEEDED and cannot be redriven");
    const { redriveCount, redriveDate, redriveStatus, redriveStatusReason } = describedExecution(execution);
    assert.deepEqual(
      [redriveCount, redriveDate, redriveStatus, redriveStatusReason],
      [1, 0, "NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"],
    );
  });

  it("are not redriven two weeks later", async () => {
    const clock = { ...simulatedClock(), nowMs: () => nowMs };
    let nowMs = 0;
    const { executions } = machineOf({ Type: "Fail" }, undefined, undefined, clock);
    const execution = executions.start(MACHINE, {});
    await execution.result;
    nowMs = 14 * 24 * 3_600_000 + 1;
    assert.equal(execution.notRedrivable(), "Execution redrivable period exceeded");
  });
});
