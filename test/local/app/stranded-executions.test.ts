import assert from "node:assert/strict";
import { type Wiring, wire } from "../../../local/app/wiring.ts";
import type { WiringOptions } from "../../../local/app/wiring-options.ts";
import { afterAllPromises, standingClock } from "../bus/stopped-clock.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "./callable-functions.ts";

const STATES = "arn:aws:states:eu-west-1:123456789012";
const REVIEW = `${STATES}:activity:review`;
const ADVICE =
  "which nothing is left to send in this run. Send the token by SendTaskSuccess from a function, or give the state a TimeoutSeconds or HeartbeatSeconds.";

function machine(name: string, states: object): Declarations {
  const [StartAt] = Object.keys(states);
  const definition = JSON.stringify({ StartAt, States: states });
  return { [`aws_sfn_state_machine.${name}`]: { name, role_arn: "arn:role", definition } };
}

const waiting = (more: object = { End: true }) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
  Parameters: { FunctionName: functionArn("log"), Payload: { "token.$": "$$.Task.Token" } },
  ...more,
});

describe("an execution whose token nothing is left to send", () => {
  let functions: CallableFunctions;
  beforeEach(() => {
    functions = callableFunctions({ log: 'exports.handler = async () => console.log("asked");' });
  });
  afterEach(() => functions.close());

  /** On a clock that goes on only where it is skipped. */
  function wired(declarations: Declarations, more: Partial<WiringOptions> = {}): Wiring {
    const { specs, runtime } = functions;
    return wire({
      stack: resolvedStack(declarations),
      place: PLACE,
      specs,
      runtime,
      clock: standingClock(0),
      signal: new AbortController().signal,
      endsStranded: true,
      ...more,
    });
  }

  const operation = (
    { services }: Wiring,
    service: string,
    name: string,
    input: object,
  ): Promise<Readonly<Record<string, unknown>>> =>
    services
      .find((one) => one.name === service)
      ?.operations[name]?.({ ...input }, new AbortController().signal) as never;

  /** Starts an execution of a machine, `first` without another name. */
  async function start(wiring: Wiring, machineName = "first"): Promise<{ readonly executionArn: unknown }> {
    const stateMachineArn = `${STATES}:stateMachine:${machineName}`;
    const { executionArn } = await operation(wiring, "sfn", "StartExecution", {
      stateMachineArn,
      name: `${machineName}-1`,
      input: "{}",
    });
    return { executionArn };
  }

  const reasons = ({ stranded }: Wiring) => stranded.map(({ reason }) => reason);

  it("is ended, which says what it waits for and what can be done", async () => {
    const wiring = wired(machine("first", { Approve: waiting() }));
    const execution = await start(wiring);
    await wiring.settle();
    const reason = `Execution "first-1": state "Approve" waits for its task token, ${ADVICE}`;
    assert.deepEqual(wiring.stranded, [
      { name: "first-1", arn: `${STATES}:execution:first:first-1`, reason },
    ]);
    const { status, error, cause } = await operation(wiring, "sfn", "DescribeExecution", execution);
    assert.deepEqual(
      [status, error, cause],
      [
        "ABORTED",
        "Terraloom.TokenNeverSent",
        'state "Approve" waits for its task token, which nothing is left to send',
      ],
    );
    assert.deepEqual(functions.logOf("log"), ["asked"]);
  });

  it("is ended where it waits for a worker of an activity", async () => {
    const wiring = wired({
      "aws_sfn_activity.review": { name: "review" },
      ...machine("first", { Review: { Type: "Task", Resource: REVIEW, End: true } }),
    });
    await start(wiring);
    await wiring.settle();
    assert.deepEqual(reasons(wiring), [
      `Execution "first-1": state "Review" waits for the token that a worker of the activity ${REVIEW} has to send, ${ADVICE}`,
    ]);
  });

  it("is named once, with each of its states", async () => {
    const Iterator = { StartAt: "Ask", States: { Ask: waiting() } };
    const other = { StartAt: "Each", States: { Each: { Type: "Map", ItemsPath: "$", Iterator, End: true } } };
    const wiring = wired(
      machine("first", {
        List: { Type: "Pass", Result: [1, 2, 3], Next: "Both" },
        Both: {
          Type: "Parallel",
          Branches: [{ StartAt: "Approve", States: { Approve: waiting() } }, other],
          End: true,
        },
      }),
    );
    await start(wiring);
    await wiring.settle();
    const waits = 'state "Approve" waits for its task token, state "Ask" waits for its task token';
    assert.deepEqual(reasons(wiring), [`Execution "first-1": ${waits}, ${ADVICE}`]);
  });

  it("lets the execution go on that has started it and waits for it", async () => {
    const start2 = {
      Type: "Task",
      Resource: "arn:aws:states:::states:startExecution.sync:2",
      Parameters: { StateMachineArn: `${STATES}:stateMachine:second`, Name: "second-1", Input: {} },
      Catch: [{ ErrorEquals: ["States.TaskFailed"], Next: "Caught" }],
      End: true,
    };
    const wiring = wired({
      ...machine("first", { Start: start2, Caught: { Type: "Succeed" } }),
      ...machine("second", { Approve: waiting() }),
    });
    const execution = await start(wiring);
    await wiring.settle();
    assert.deepEqual(reasons(wiring), [
      `Execution "second-1": state "Approve" waits for its task token, ${ADVICE}`,
    ]);
    const { status } = await operation(wiring, "sfn", "DescribeExecution", execution);
    assert.equal(status, "SUCCEEDED");
  });

  it("waits while time may help: for its own timeout", async () => {
    const stop = new AbortController();
    const wiring = wired(machine("first", { Approve: waiting({ TimeoutSeconds: 60, End: true }) }), {
      signal: stop.signal,
    });
    const execution = await start(wiring);
    await wiring.atWork(() => functions.calls.call("log", {}));
    await afterAllPromises();
    assert.deepEqual(wiring.stranded, []);
    const { status } = await operation(wiring, "sfn", "DescribeExecution", execution);
    assert.equal(status, "RUNNING");
    stop.abort(new Error("Stopped by the test"));
    await wiring.settle();
  });

  it("waits for no timeout where waits are skipped: it is timed out as AWS does it", async () => {
    const declared = machine("first", { Approve: waiting({ TimeoutSeconds: 60, End: true }) });
    const wiring = wired(declared, { skipsWaits: true });
    const execution = await start(wiring);
    await wiring.settle();
    assert.deepEqual(wiring.stranded, []);
    const { status, error } = await operation(wiring, "sfn", "DescribeExecution", execution);
    assert.deepEqual([status, error], ["FAILED", "States.Timeout"]);
  });

  it("waits for messages that are due later, and for what they set off", async () => {
    const wiring = wired(
      {
        "aws_sqs_queue.orders": { name: "orders" },
        "aws_lambda_event_source_mapping.orders": {
          event_source_arn: "${aws_sqs_queue.orders.arn}",
          function_name: functionArn("log"),
        },
        "aws_sfn_activity.review": { name: "review" },
        ...machine("first", { Review: { Type: "Task", Resource: REVIEW, End: true } }),
      },
      { skipsWaits: true },
    );
    const QueueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";
    await operation(wiring, "sqs", "SendMessage", { QueueUrl, MessageBody: "late", DelaySeconds: 900 });
    const execution = await start(wiring);
    await wiring.settle();
    assert.deepEqual(functions.logOf("log"), ["asked"]);
    const { stopDate } = await operation(wiring, "sfn", "DescribeExecution", execution);
    assert.equal(stopDate, 900);
  });

  it("is ended once what begins before that has led to nothing", async () => {
    const wiring = wired(machine("first", { Approve: waiting() }));
    let asked = 0;
    wiring.beforeStranding(() => {
      asked += 1;
      return asked < 3;
    });
    await start(wiring);
    await wiring.settle();
    assert.deepEqual([asked, wiring.stranded.length], [3, 1]);
  });

  it("goes on where its token comes in time", async () => {
    const wiring = wired({
      "aws_sfn_activity.review": { name: "review" },
      ...machine("first", { Review: { Type: "Task", Resource: REVIEW, End: true } }),
    });
    const taken = wiring.atWork(async () => {
      const execution = await start(wiring);
      const { taskToken } = await operation(wiring, "sfn", "GetActivityTask", { activityArn: REVIEW });
      await functions.calls.call("log", {});
      await operation(wiring, "sfn", "SendTaskSuccess", { taskToken, output: '"good"' });
      return execution;
    });
    const execution = await taken;
    await wiring.settle();
    assert.deepEqual(wiring.stranded, []);
    const { output } = await operation(wiring, "sfn", "DescribeExecution", execution);
    assert.equal(output, '"good"');
  });

  it("waits on where a run does not have to end by itself", async () => {
    const stop = new AbortController();
    const wiring = wired(machine("first", { Approve: waiting() }), {
      endsStranded: false,
      signal: stop.signal,
    });
    await start(wiring);
    await wiring.atWork(() => functions.calls.call("log", {}));
    await afterAllPromises();
    assert.deepEqual(wiring.stranded, []);
    stop.abort(new Error("Stopped by the test"));
    await wiring.settle();
  });
});
