import assert from "node:assert/strict";
import type { FinishedExecution } from "../../../local/app/executions.ts";
import { type Wiring, type WiringOptions, wire } from "../../../local/app/wiring.ts";
import type { Operation } from "../../../local/services/service.ts";
import { realClock } from "../../../local/states/clock.ts";
import type { JsonObject } from "../../../local/states/json-value.ts";
import { PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "./callable-functions.ts";

const arn = (name: string) => `arn:aws:states:eu-west-1:123456789012:stateMachine:${name}`;
const QUEUE_URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/work";
const ACTIVITY = "arn:aws:states:eu-west-1:123456789012:activity:approve";

const DAY = { Type: "Wait", Seconds: 86_400, End: true };
const SLOW = { Type: "Task", Resource: functionArn("slow"), TimeoutSeconds: 60, End: true };
const APPROVE = {
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  Parameters: { QueueUrl: QUEUE_URL, "MessageBody.$": "$$.Task.Token" },
  End: true,
};

/** Runs in a process of its own for longer than a clock needs to be skipped. */
const TAKES_ITS_TIME = "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 300, 'slow'));";
const FAIL = 'exports.handler = async () => { throw new Error("no paper"); };';

describe("the waiting of a stack", () => {
  let functions: CallableFunctions;
  beforeEach(() => {
    functions = callableFunctions({ slow: TAKES_ITS_TIME, fail: FAIL }, {});
  });
  afterEach(() => functions.close());

  function wired(
    machines: Readonly<Record<string, object>>,
    waiting: Pick<WiringOptions, "skipsWaits" | "endsStalled" | "onWait">,
  ): Wiring {
    const declared = Object.entries(machines).map(([name, States]) => {
      const definition = JSON.stringify({ StartAt: Object.keys(States)[0], States });
      return [`aws_sfn_state_machine.${name}`, { name, role_arn: "arn:role", definition }];
    });
    const stack = resolvedStack({
      ...Object.fromEntries(declared),
      "aws_sqs_queue.work": { name: "work" },
      "aws_sfn_activity.approve": { name: "approve" },
    });
    const { specs, runtime } = functions;
    const { signal } = new AbortController();
    return wire({ stack, place: PLACE, specs, runtime, clock: realClock, signal, ...waiting });
  }

  function operation({ services }: Wiring, service: string, name: string): Operation {
    const found = services.find((one) => one.name === service)?.operations[name];
    assert.ok(found);
    return found;
  }

  async function run(
    wiring: Wiring,
    name: string,
  ): Promise<Pick<FinishedExecution, "status" | "error" | "cause">> {
    const { signal } = new AbortController();
    const sfn = (operationName: string) => operation(wiring, "sfn", operationName);
    const started = await sfn("StartExecution")(
      { stateMachineArn: arn(name), name: "one", input: "{}" },
      signal,
    );
    await wiring.settle();
    return (await sfn("DescribeExecution")(
      started as object as JsonObject,
      signal,
    )) as unknown as FinishedExecution;
  }

  async function daysOf(wiring: Wiring, name: string): Promise<number> {
    const described = (await run(wiring, name)) as unknown as {
      readonly startDate: number;
      readonly stopDate: number;
    };
    return (described.stopDate - described.startDate) / 86_400;
  }

  const ENDINGS: readonly (readonly [what: string, states: object, expected: Partial<FinishedExecution>])[] =
    [
      ["a Wait of a day", { Pause: DAY }, { status: "SUCCEEDED" }],
      [
        "a retry after an hour",
        {
          Print: {
            Type: "Task",
            Resource: functionArn("fail"),
            Retry: [{ ErrorEquals: ["Error"], IntervalSeconds: 3600, MaxAttempts: 2 }],
            End: true,
          },
        },
        { status: "FAILED", error: "Error" },
      ],
      [
        "the timeout of a token that nobody sends",
        { Approve: { ...APPROVE, TimeoutSeconds: 3600 } },
        { status: "FAILED", error: "States.Timeout" },
      ],
      [
        "the heartbeat that nobody sends",
        { Approve: { ...APPROVE, HeartbeatSeconds: 600 } },
        { status: "FAILED", error: "States.HeartbeatTimeout" },
      ],
    ];
  for (const [what, states, expected] of ENDINGS) {
    it(`skips ${what} where it is to`, async () => {
      const { status, error } = await run(wired({ one: states }, { skipsWaits: true }), "one");
      assert.deepEqual({ status, ...(error && { error }) }, expected);
    });
  }

  it("has passed the time that it skips", async () => {
    const days = await daysOf(wired({ one: { Pause: DAY } }, { skipsWaits: true }), "one");
    assert.equal(Math.floor(days), 1);
  });

  it("skips nothing while a function is at work, whose time would be over", async () => {
    const branches = [
      { StartAt: "Slow", States: { Slow: SLOW } },
      { StartAt: "Pause", States: { Pause: DAY } },
    ];
    const states = { Both: { Type: "Parallel", Branches: branches, End: true } };
    const { status } = await run(wired({ one: states }, { skipsWaits: true }), "one");
    assert.equal(status, "SUCCEEDED");
  });

  it("skips the waits of an execution that another one waits for", async () => {
    const start = {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: arn("inner") },
      TimeoutSeconds: 100_000,
      End: true,
    };
    const { status } = await run(
      wired({ outer: { Start: start }, inner: { Pause: DAY } }, { skipsWaits: true }),
      "outer",
    );
    assert.equal(status, "SUCCEEDED");
  });

  it("tells how long nothing but waiting is left, and waits", async () => {
    const told: number[] = [];
    const states = { Pause: { ...DAY, Seconds: 1 } };
    const { status } = await run(wired({ one: states }, { onWait: (ms) => told.push(ms) }), "one");
    assert.equal(status, "SUCCEEDED");
    assert.ok(told.length > 0 && told.every((ms) => ms > 0 && ms <= 1000));
  });

  const STALLED: readonly (readonly [what: string, states: object, stateName: string, awaited: string])[] = [
    ["a token that nobody sends", { Approve: APPROVE }, "Approve", "its task token"],
    [
      "an activity without a worker",
      { Ask: { Type: "Task", Resource: ACTIVITY, End: true } },
      "Ask",
      `a worker of the activity ${ACTIVITY}`,
    ],
  ];
  for (const [what, states, stateName, awaited] of STALLED) {
    it(`ends an execution that waits for ${what} where it is to`, async () => {
      const wiring = wired({ one: states }, { endsStalled: true });
      const { status, error, cause } = await run(wiring, "one");
      assert.deepEqual(wiring.stalled, [{ executionName: "one", stateName, awaited }]);
      assert.deepEqual([status, error], ["ABORTED", "Terraloom.Stalled"]);
      assert.match(
        String(cause),
        new RegExp(`^Execution one waits in state "${stateName}" for ${awaited}, and nothing`),
      );
    });
  }

  it("ends one that waits for a stalled one with what became of that", async () => {
    const start = {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: arn("inner"), Name: "two" },
      End: true,
    };
    const wiring = wired({ outer: { Start: start }, inner: { Approve: APPROVE } }, { endsStalled: true });
    const { status, error } = await run(wiring, "outer");
    assert.deepEqual([status, error], ["FAILED", "States.TaskFailed"]);
    assert.deepEqual(
      wiring.stalled.map(({ executionName }) => executionName),
      ["two"],
    );
  });

  it("ends nothing while somebody is at work who may send the token", async () => {
    const wiring = wired({ one: { Approve: APPROVE } }, { endsStalled: true });
    const { signal } = new AbortController();
    const worker = wiring.during(async () => {
      const receive = operation(wiring, "sqs", "ReceiveMessage");
      const polled = (await receive({ QueueUrl: QUEUE_URL, WaitTimeSeconds: 20 }, signal)) as {
        readonly Messages: readonly { readonly Body: string }[];
      };
      const taskToken = polled.Messages[0]?.Body;
      await operation(wiring, "sfn", "SendTaskSuccess")({ taskToken, output: "{}" }, signal);
    });
    const { status } = await run(wiring, "one");
    await worker;
    assert.deepEqual([status, wiring.stalled], ["SUCCEEDED", []]);
  });
});
