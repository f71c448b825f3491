import assert from "node:assert/strict";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { createTaskTokens } from "../../../local/states/task-tokens.ts";
import { runWorkflow } from "../../../local/testing/run-workflow.ts";

const RESIZE = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "resize", "Payload.$": "$" },
  OutputPath: "$.Payload",
  Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 3600, MaxAttempts: 2 }],
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
  End: true,
};
const PHOTO = { StartAt: "Resize", States: { Resize: RESIZE, Failed: { Type: "Pass", End: true } } };

const NOTIFY = { StartAt: "Notify", States: { Notify: { Type: "Task", Resource: "arn:notify", End: true } } };

describe("runWorkflow", () => {
  it("gives a function's payload to a task, and its result to the state", async () => {
    const resize = async (event: unknown) => ({ ...(event as object), width: 100 });
    const { status, output } = await runWorkflow(PHOTO, {
      input: { key: "a.jpg" },
      tasks: { Resize: resize },
    });
    assert.deepEqual({ status, output }, { status: "SUCCEEDED", output: { key: "a.jpg", width: 100 } });
  });

  it("gives other resources what the state hands them", async () => {
    const { output } = await runWorkflow(NOTIFY, {
      input: 1,
      tasks: { "arn:notify": (input, { stateName }) => ({ input, stateName, nothing: undefined }) },
    });
    assert.deepEqual(output, { input: 1, stateName: "Notify" });
  });

  it("fails calls by name, one after the other, and takes no time for an hour", async () => {
    const startMs = Date.UTC(2026, 0, 1);
    const tasks = { Resize: [{ error: "Busy" }, { error: "Busy" }, { result: "done" }] };
    const { output, events } = await runWorkflow(PHOTO, { tasks, clock: new Date(startMs) });
    assert.equal(output, "done");
    assert.equal(events.at(-1)?.atMs, startMs + 3 * 3600 * 1000);
  });

  it("takes the result of a task that waits for its token for what is sent back with it", async () => {
    const Resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    const Parameters = { QueueUrl: "q", MessageBody: "m" };
    const definition = { StartAt: "Ask", States: { Ask: { Type: "Task", Resource, Parameters, End: true } } };
    const { output } = await runWorkflow(definition, { tasks: { Ask: { result: "yes" } } });
    assert.equal(output, "yes");
    const refused = await runWorkflow(definition, { tasks: { Ask: { error: "No" } } });
    assert.equal(refused.error, "No");
  });

  it("leaves the token of a task that gives nothing to the test", async () => {
    const Resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
    const Parameters = { QueueUrl: "q", MessageBody: "m" };
    const definition = { StartAt: "Ask", States: { Ask: { Type: "Task", Resource, Parameters, End: true } } };
    const tokens = createTaskTokens();
    const Ask = (_: unknown, { context }: TaskCall) => {
      const { Token } = (context as { Task: { Token: string } }).Task;
      setImmediate(() => tokens.succeed(Token, "later"));
    };
    assert.equal((await runWorkflow(definition, { tasks: { Ask }, tokens })).output, "later");
  });

  it("repeats the last of several", async () => {
    const { output } = await runWorkflow(PHOTO, { tasks: { Resize: [{ error: "Busy", cause: "full" }] } });
    assert.deepEqual(output, { error: { Error: "Busy", Cause: "full" } });
  });

  it("fails a task with what a function throws, as Lambda tells it", async () => {
    const Resize = () => {
      throw new RangeError("too wide");
    };
    const { output } = await runWorkflow(PHOTO, { tasks: { Resize } });
    assert.deepEqual(output, {
      error: {
        Error: "RangeError",
        Cause: '{"errorType":"RangeError","errorMessage":"too wide","trace":[]}',
      },
    });
  });

  it("tells how an execution fails", async () => {
    const definition = {
      StartAt: "No",
      States: { No: { Type: "Fail", Error: "Refused", Cause: "too small" } },
    };
    const { status, error, cause } = await runWorkflow(JSON.stringify(definition));
    assert.deepEqual({ status, error, cause }, { status: "FAILED", error: "Refused", cause: "too small" });
  });

  it("refuses a task that nobody gave, even where everything is caught", async () => {
    await assert.rejects(runWorkflow(PHOTO, { tasks: { Crop: { result: 1 } } }), {
      name: "UserError",
      message:
        'state "Resize": Expected a task named after it or after its resource arn:aws:states:::lambda:invoke, ' +
        'but found tasks for "Crop". Add it to `tasks`.',
    });
    await assert.rejects(runWorkflow(NOTIFY), { message: /, but found no tasks\. Add it to `tasks`\.$/ });
  });

  it("refuses a text that is no JSON", async () => {
    await assert.rejects(runWorkflow("{"), {
      name: "UserError",
      message: /^state machine definition: Expected JSON, but found .+\. Correct the definition\.$/,
    });
  });
});
