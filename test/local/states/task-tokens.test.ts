import assert from "node:assert/strict";
import { createActivities } from "../../../local/states/activities.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { createTaskTokens } from "../../../local/states/task-tokens.ts";
import { eventNames, outputOf, runOne } from "./run-definition.ts";

const WAITING = {
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  Parameters: { QueueUrl: "q", MessageBody: "m", "token.$": "$$.Task.Token" },
  End: true,
};
const ACTIVITY = "arn:aws:states:eu-central-1:123456789012:activity:review";

const tokenIn = ({ input }: TaskCall) => (input as { token: string }).token;

describe("a task that waits for its token", () => {
  it("goes on with what the worker sends, not with the service's answer", async () => {
    const tokens = createTaskTokens();
    const runTask = async (call: TaskCall) => {
      setImmediate(() => tokens.succeed(tokenIn(call), { approved: true }));
      return { MessageId: "m" };
    };
    const result = await runOne(WAITING, {}, { runTask, tokens });
    assert.deepEqual(result.output, { approved: true });
    assert.deepEqual(eventNames(result).slice(2, 6), [
      "TaskScheduled One",
      "TaskStarted One",
      "TaskSubmitted One",
      "TaskSucceeded One",
    ]);
  });

  it("fails as the worker says, also before the service has answered", async () => {
    const tokens = createTaskTokens();
    const runTask = async (call: TaskCall) => {
      tokens.fail(tokenIn(call), { error: "Refused", cause: "blurred" });
      return {};
    };
    const { error, cause } = await runOne(WAITING, {}, { runTask, tokens });
    assert.deepEqual([error, cause], ["Refused", "blurred"]);
  });

  it("fails as the service does, and its token is of no use then", async () => {
    const tokens = createTaskTokens();
    let token = "";
    const runTask = async (call: TaskCall) => {
      token = tokenIn(call);
      throw new StatesError("SQS.QueueDoesNotExist");
    };
    const { error } = await runOne(WAITING, {}, { runTask, tokens });
    assert.equal(error, "SQS.QueueDoesNotExist");
    assert.throws(() => tokens.succeed(token, 1), {
      name: "TaskTimedOut",
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });

  it("times out without a heartbeat, and not with one", async () => {
    const tokens = createTaskTokens();
    const runTask = async () => ({});
    const silent = await runOne({ ...WAITING, HeartbeatSeconds: 60 }, {}, { runTask, tokens });
    assert.equal(silent.error, "States.Timeout");
    const beating = async (call: TaskCall) => {
      tokens.heartbeat(tokenIn(call));
      tokens.succeed(tokenIn(call), "alive");
      return {};
    };
    assert.equal(
      await outputOf({ ...WAITING, HeartbeatSeconds: 60 }, {}, { runTask: beating, tokens }),
      "alive",
    );
  });

  it("has a new token for each attempt", async () => {
    const tokens = createTaskTokens();
    const seen = new Set<string>();
    const runTask = async (call: TaskCall) => {
      seen.add(tokenIn(call));
      if (seen.size < 2) tokens.fail(tokenIn(call), { error: "Again" });
      else tokens.succeed(tokenIn(call), seen.size);
      return {};
    };
    const state = { ...WAITING, Retry: [{ ErrorEquals: ["Again"] }] };
    assert.equal(await outputOf(state, {}, { runTask, tokens }), 2);
  });

  it("knows no other token", () => {
    assert.throws(() => createTaskTokens().heartbeat("x"), {
      name: "InvalidToken",
      message: "Invalid Token: 'Invalid token'",
    });
  });
});

describe("a task of an activity", () => {
  it("waits for a worker, who gets its input and a token", async () => {
    const tokens = createTaskTokens();
    const activities = createActivities([ACTIVITY]);
    const { signal } = new AbortController();
    const running = runOne(
      { Type: "Task", Resource: ACTIVITY, End: true },
      { id: 1 },
      { tokens, activities },
    );
    const task = await activities.take(ACTIVITY, { workerName: "ann", signal });
    assert.deepEqual(task.input, { id: 1 });
    tokens.succeed(task.taskToken, "reviewed");
    const result = await running;
    assert.equal(result.output, "reviewed");
    assert.deepEqual(
      result.events.slice(2, 5).map(({ type, details }) => [type, details.workerName]),
      [
        ["ActivityScheduled", undefined],
        ["ActivityStarted", "ann"],
        ["ActivitySucceeded", undefined],
      ],
    );
  });

  it("goes to the worker who asked first, and a worker who gave up gets none", async () => {
    const activities = createActivities([ACTIVITY]);
    const gone = new AbortController();
    const { signal } = new AbortController();
    const first = activities.take(ACTIVITY, { signal: gone.signal });
    const second = activities.take(ACTIVITY, { signal });
    gone.abort(new Error("gone"));
    await assert.rejects(first, { message: "gone" });
    activities.schedule(ACTIVITY, { taskToken: "t", input: 1, onTaken: () => {} });
    assert.equal((await second).taskToken, "t");
  });

  it("times out where nobody asks for it, and is taken out of the line", async () => {
    const activities = createActivities([ACTIVITY]);
    const state = { Type: "Task", Resource: ACTIVITY, TimeoutSeconds: 10, End: true };
    const { error } = await runOne(state, {}, { activities });
    assert.equal(error, "States.Timeout");
    activities.schedule(ACTIVITY, { taskToken: "next", input: 1, onTaken: () => {} });
    const { signal } = new AbortController();
    assert.equal((await activities.take(ACTIVITY, { signal })).taskToken, "next");
  });
});
