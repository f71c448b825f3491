import assert from "node:assert/strict";
import type { FinishedExecution } from "../../../local/app/executions.ts";
import { type Wiring, wire } from "../../../local/app/wiring.ts";
import { standingClock } from "../bus/stopped-clock.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "./callable-functions.ts";

const STATES = "arn:aws:states:eu-west-1:123456789012";
const ORDERS = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";
const START_MS = Date.UTC(2026, 0, 31);
const DAY_SECONDS = 86_400;

const ECHO = "exports.handler = async (event) => event;";
const FAIL = 'exports.handler = async () => { throw new Error("no paper"); };';
const LOG_BODIES =
  "exports.handler = async ({ Records }) => { for (const { body } of Records) console.log(body); };";

function machine(name: string, states: object): Declarations {
  const definition = JSON.stringify({ StartAt: "First", States: states });
  return { [`aws_sfn_state_machine.${name}`]: { name, role_arn: "arn:role", definition } };
}

const invoke = (name: string, more: object) => ({ Type: "Task", Resource: functionArn(name), ...more });

describe("a run that skips waits", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions({ echo: ECHO, fail: FAIL, log: LOG_BODIES });
  });
  after(() => functions.close());

  /** On a clock that goes on only where it is skipped. */
  function wired(declarations: Declarations): Wiring {
    const { specs, runtime } = functions;
    return wire({
      stack: resolvedStack(declarations),
      place: PLACE,
      specs,
      runtime,
      clock: standingClock(START_MS),
      signal: new AbortController().signal,
      skipsWaits: true,
    });
  }

  async function perform({ services }: Wiring, service: string, operation: string, input: object) {
    const work = services.find(({ name }) => name === service)?.operations[operation];
    assert.ok(work);
    return (await work({ ...input }, new AbortController().signal)) as Readonly<Record<string, unknown>>;
  }

  /** What became of an execution of the machine `first`, and after how many seconds each event happened. */
  async function run(wiring: Wiring) {
    const stateMachineArn = `${STATES}:stateMachine:first`;
    const { executionArn } = await perform(wiring, "sfn", "StartExecution", { stateMachineArn, input: "{}" });
    await wiring.settle();
    const { status, output, error } = await perform(wiring, "sfn", "DescribeExecution", { executionArn });
    const { events } = await perform(wiring, "sfn", "GetExecutionHistory", { executionArn });
    const history = events as readonly { readonly type: string; readonly timestamp: number }[];
    return {
      ended: { status, ...(output !== undefined && { output }), ...(error !== undefined && { error }) },
      seconds: history.map(({ type, timestamp }) => [type, timestamp - START_MS / 1000]),
    };
  }

  it("takes a Wait of a day at once, by which the history and the context object go on", async () => {
    const { ended, seconds } = await run(
      wired(
        machine("first", {
          First: { Type: "Wait", Seconds: DAY_SECONDS, Next: "Then" },
          Then: { Type: "Pass", Parameters: { "at.$": "$$.State.EnteredTime" }, End: true },
        }),
      ),
    );
    assert.deepEqual(ended, { status: "SUCCEEDED", output: '{"at":"2026-02-01T00:00:00.000Z"}' });
    assert.deepEqual(seconds, [
      ["ExecutionStarted", 0],
      ["WaitStateEntered", 0],
      ["WaitStateExited", DAY_SECONDS],
      ["PassStateEntered", DAY_SECONDS],
      ["PassStateExited", DAY_SECONDS],
      ["ExecutionSucceeded", DAY_SECONDS],
    ]);
  });

  it("takes the hours between retries at once", async () => {
    const Retry = [{ ErrorEquals: ["Error"], IntervalSeconds: 3600, MaxAttempts: 2, BackoffRate: 2 }];
    const { ended, seconds } = await run(
      wired(machine("first", { First: invoke("fail", { Retry, End: true }) })),
    );
    assert.deepEqual(ended, { status: "FAILED", error: "Error" });
    assert.deepEqual(
      seconds.filter(([type]) => type === "LambdaFunctionFailed"),
      [
        ["LambdaFunctionFailed", 0],
        ["LambdaFunctionFailed", 3600],
        ["LambdaFunctionFailed", 10_800],
      ],
    );
  });

  it("times a task out whose token nobody sends", async () => {
    const First = {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: { FunctionName: functionArn("echo"), Payload: { "token.$": "$$.Task.Token" } },
      TimeoutSeconds: DAY_SECONDS,
      HeartbeatSeconds: 600,
      End: true,
    };
    const { ended, seconds } = await run(wired(machine("first", { First })));
    assert.deepEqual(ended, { status: "FAILED", error: "States.Timeout" });
    assert.deepEqual(seconds.at(-1), ["ExecutionFailed", 600]);
  });

  it("never times a function out that is at work while another branch waits", async () => {
    const branch = (name: string, state: object) => ({
      StartAt: name,
      States: { [name]: { ...state, End: true } },
    });
    const First = {
      Type: "Parallel",
      Branches: [
        branch("Wait", { Type: "Wait", Seconds: DAY_SECONDS }),
        branch("Call", invoke("echo", { Parameters: { n: 1 }, TimeoutSeconds: 2, HeartbeatSeconds: 1 })),
      ],
      End: true,
    };
    const { ended, seconds } = await run(wired(machine("first", { First })));
    assert.deepEqual(ended, { status: "SUCCEEDED", output: '[{},{"n":1}]' });
    assert.deepEqual(
      seconds.filter(([type]) => String(type).startsWith("LambdaFunction")),
      [
        ["LambdaFunctionScheduled", 0],
        ["LambdaFunctionStarted", 0],
        ["LambdaFunctionSucceeded", 0],
      ],
    );
  });

  it("skips in an execution that another one waits for, but for that one's timeout", async () => {
    const start = (TimeoutSeconds: number) => ({
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: `${STATES}:stateMachine:second`, Input: {} },
      ResultSelector: { "status.$": "$.Status" },
      TimeoutSeconds,
      End: true,
    });
    const second = machine("second", { First: { Type: "Wait", Seconds: DAY_SECONDS, End: true } });
    const patient = await run(wired({ ...machine("first", { First: start(DAY_SECONDS + 1) }), ...second }));
    assert.deepEqual(patient.ended, { status: "SUCCEEDED", output: '{"status":"SUCCEEDED"}' });
    assert.deepEqual(patient.seconds.at(-1), ["ExecutionSucceeded", DAY_SECONDS]);
    const impatient = await run(wired({ ...machine("first", { First: start(60) }), ...second }));
    assert.deepEqual(impatient.ended, { status: "FAILED", error: "States.Timeout" });
    assert.deepEqual(impatient.seconds.at(-1), ["ExecutionFailed", 60]);
  });

  it("hands over a message with a delay before a later timeout, and in that order", async () => {
    const wiring = wired({
      "aws_sqs_queue.orders": { name: "orders" },
      "aws_lambda_event_source_mapping.orders": {
        event_source_arn: "${aws_sqs_queue.orders.arn}",
        function_name: functionArn("log"),
      },
      ...machine("first", { First: { Type: "Wait", Seconds: 1000, End: true } }),
    });
    await perform(wiring, "sqs", "SendMessage", { QueueUrl: ORDERS, MessageBody: "late", DelaySeconds: 900 });
    await perform(wiring, "sqs", "SendMessage", { QueueUrl: ORDERS, MessageBody: "soon", DelaySeconds: 10 });
    const { ended } = await run(wiring);
    assert.deepEqual(ended.status, "SUCCEEDED");
    assert.deepEqual(functions.logOf("log"), ["soon", "late"]);
  });

  it("leaves the time alone while its caller is at work", async () => {
    const wiring = wired(machine("first", { First: { Type: "Wait", Seconds: DAY_SECONDS, End: true } }));
    let execution: Promise<FinishedExecution | object> | undefined;
    const isEndedMeanwhile = await wiring.atWork(async () => {
      let isEnded = false;
      execution = run(wiring).finally(() => {
        isEnded = true;
      });
      await functions.calls.call("echo", {});
      return isEnded;
    });
    assert.equal(isEndedMeanwhile, false);
    await execution;
  });
});
