import assert from "node:assert/strict";
import { createTaskRunners } from "../../../local/app/task-runner.ts";
import { createEventRouter, type Delivery } from "../../../local/bus/event-router.ts";
import type { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "./callable-functions.ts";

const LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke";
const PUT_EVENTS = "arn:aws:states:::events:putEvents";
const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:pipeline";
const EXECUTION = "arn:aws:states:eu-west-1:123456789012:execution:pipeline:e1";

const STACK = resolvedStack({
  "aws_cloudwatch_event_bus.news": { name: "news" },
  "aws_cloudwatch_event_rule.all": {
    name: "all",
    event_bus_name: "news",
    event_pattern: '{"source":["shop"]}',
  },
  "aws_cloudwatch_event_target.all": { rule: "all", event_bus_name: "news", arn: "arn:news" },
  "aws_cloudwatch_event_rule.default": { name: "default", event_pattern: '{"source":["shop"]}' },
  "aws_cloudwatch_event_target.default": { rule: "default", arn: "arn:default" },
});

const FAILING = `exports.handler = async ({ name }) => {
  const error = new Error("It is torn.");
  error.name = name;
  throw error;
};`;
const SLOW =
  "exports.handler = async ({ waitMs }) => new Promise((done) => setTimeout(done, waitMs, waitMs));";
const EXIT = "exports.handler = async () => process.exit(3);";

describe("the task runner", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions(
      {
        echo: "exports.handler = async (event) => ({ got: event });",
        nothing: "exports.handler = async () => {};",
        failing: FAILING,
        slow: SLOW,
        exit: EXIT,
      },
      { report: "java21" },
    );
  });
  after(() => functions.close());

  function createRunner(calls = functions.calls) {
    const delivered: Delivery[] = [];
    const events = createEventRouter(STACK, {
      ...PLACE,
      nowMs: Date.now,
      deliver: (delivery) => delivered.push(delivery),
    });
    const { runTask, tasks } = createTaskRunners(
      calls,
      events,
    )({ executionArn: EXECUTION, stateMachineArn: MACHINE });
    const run = (resource: string, input: unknown, more: Partial<TaskCall> = {}) =>
      runTask({
        resource,
        input,
        stateName: "Work",
        context: {},
        signal: new AbortController().signal,
        heartbeat: () => {},
        ...more,
      });
    return { run, tasks, delivered };
  }

  describe("calls a function", () => {
    it("by lambda:invoke, with its answer in an envelope", async () => {
      const input = { FunctionName: functionArn("echo"), Payload: { n: 1 } };
      assert.deepEqual(await createRunner().run(LAMBDA_INVOKE, input), {
        ExecutedVersion: "$LATEST",
        Payload: { got: { n: 1 } },
        StatusCode: 200,
      });
    });

    it("by lambda:invoke without a payload, which is an empty object then", async () => {
      const result = await createRunner().run(LAMBDA_INVOKE, { FunctionName: "echo" });
      assert.deepEqual(result, { ExecutedVersion: "$LATEST", Payload: { got: {} }, StatusCode: 200 });
    });

    it("by its ARN, with its answer alone", async () => {
      assert.deepEqual(await createRunner().run(functionArn("echo"), { n: 1 }), { got: { n: 1 } });
    });

    it("that gives nothing, which is null", async () => {
      assert.equal(await createRunner().run(functionArn("nothing"), {}), null);
    });

    it("that fails, by the error's name, with what the function said as the cause", async () => {
      const failure = createRunner().run(functionArn("failing"), { name: "TornPaper" });
      await assert.rejects(failure, (error: Error & { readonly error?: string }) => {
        assert.deepEqual([error.name, error.error], ["StatesError", "TornPaper"]);
        const { errorType, errorMessage, trace } = JSON.parse(String(error.cause));
        assert.deepEqual([errorType, errorMessage], ["TornPaper", "It is torn."]);
        assert.equal(trace[0], "TornPaper: It is torn.");
        return true;
      });
    });

    it("that fails below lambda:invoke too", async () => {
      const input = { FunctionName: "failing", Payload: { name: "TornPaper" } };
      await assert.rejects(createRunner().run(LAMBDA_INVOKE, input), {
        name: "StatesError",
        error: "TornPaper",
      });
    });

    it("whose process ends, by the name that Lambda gives", async () => {
      await assert.rejects(createRunner().run(functionArn("exit"), {}), {
        name: "StatesError",
        error: "Runtime.ExitError",
      });
    });

    it("that is not there, which fails the task as Lambda does", async () => {
      const call = createRunner().run(LAMBDA_INVOKE, { FunctionName: "play" });
      await assert.rejects(call, (error: Error & { readonly error?: string }) => {
        assert.equal(error.error, "Lambda.ResourceNotFoundException");
        const [text, details] = String(error.cause).split(" (");
        assert.equal(text, `Function not found: ${functionArn("play")}`);
        assert.match(String(details), /^Service: Lambda, Status Code: 404, Request ID: [0-9a-f-]{36}\)$/);
        return true;
      });
    });

    it("whose reserved concurrency is used up, which fails the task by the name of Lambda's error", async () => {
      const off = callableFunctions({ off: "exports.handler = async () => {};" });
      const spec = off.specs.get(functionArn("off"));
      (off.specs as Map<string, unknown>).set(functionArn("off"), { ...spec, reservedConcurrency: 0 });
      await assert.rejects(createRunner(off.calls).run(LAMBDA_INVOKE, { FunctionName: "off" }), {
        error: "Lambda.TooManyRequestsException",
        cause: "Rate Exceeded.",
      });
      await off.close();
    });

    it("that this machine cannot run, which fails the task by a name and says why", async () => {
      const errorMessage =
        "report: Expected a function for Node.js or Python, which the local run can call, but found one for java21. " +
        "Try that one in AWS, or leave out what calls it.";
      const { run, tasks } = createRunner();
      await assert.rejects(run(LAMBDA_INVOKE, { FunctionName: "report" }), {
        name: "StatesError",
        error: "Terraloom.NotRunLocally",
        cause: JSON.stringify({ errorType: "Terraloom.NotRunLocally", errorMessage }),
      });
      assert.deepEqual(
        tasks.map(({ stateName, hasFailed }) => [stateName, hasFailed]),
        [["Work", true]],
      );
    });

    it("until its signal is aborted", async () => {
      const stop = new AbortController();
      const { run, tasks } = createRunner();
      const call = run(functionArn("slow"), { waitMs: 60_000 }, { signal: stop.signal });
      stop.abort(new Error("Stopped by the user"));
      await assert.rejects(call, { message: "Stopped by the user" });
      assert.deepEqual(tasks, []);
    });
  });

  describe("notes", () => {
    it("a call with its state and what the function gave", async () => {
      const { run, tasks } = createRunner();
      await run(LAMBDA_INVOKE, { FunctionName: "echo", Payload: 7 }, { stateName: "Echo" });
      const [{ durationMs, isColdStart, ...task } = {}, ...others] = tasks;
      assert.deepEqual(
        [task, others],
        [{ stateName: "Echo", order: 0, output: { got: 7 }, hasFailed: false }, []],
      );
      assert.equal(typeof durationMs, "number");
      assert.equal(typeof isColdStart, "boolean");
    });

    it("a call that failed with its error", async () => {
      const { run, tasks } = createRunner();
      await assert.rejects(run(functionArn("failing"), { name: "TornPaper" }));
      const [{ hasFailed, output } = {}] = tasks;
      assert.equal(hasFailed, true);
      assert.equal((output as { readonly errorType: string }).errorType, "TornPaper");
    });

    it("whether a call had to start a process", async () => {
      const { run, tasks } = createRunner();
      await assert.rejects(run(functionArn("exit"), {}));
      await run(functionArn("nothing"), {});
      await run(functionArn("nothing"), {});
      assert.deepEqual([tasks[0]?.isColdStart, tasks[2]?.isColdStart], [true, false]);
    });

    it("the order in which calls began, whichever ends first", async () => {
      const { run, tasks } = createRunner();
      await Promise.all([
        run(functionArn("slow"), { waitMs: 200 }, { stateName: "First" }),
        run(functionArn("slow"), { waitMs: 0 }, { stateName: "Second" }),
      ]);
      const byOrder = [...tasks].sort((a, b) => a.order - b.order);
      assert.deepEqual(
        byOrder.map(({ stateName, order }) => [stateName, order]),
        [
          ["First", 0],
          ["Second", 1],
        ],
      );
    });

    it("no events, which are no calls of functions", async () => {
      const { run, tasks } = createRunner();
      await run(PUT_EVENTS, { Entries: [{ Source: "shop", DetailType: "Order Placed", Detail: {} }] });
      assert.deepEqual(tasks, []);
    });
  });

  describe("puts events", () => {
    const entry = { Source: "shop", DetailType: "Order Placed", Detail: { id: 7 } };

    it("and fails for more than ten at once", async () => {
      const { run } = createRunner();
      await assert.rejects(run(PUT_EVENTS, { Entries: Array(11).fill(entry) }), {
        error: "EventBridge.ValidationException",
      });
    });

    it("and gives their ids", async () => {
      const { run, delivered } = createRunner();
      const result = await run(PUT_EVENTS, { Entries: [entry, { ...entry, Detail: { id: 8 } }] });
      const inputs = delivered.map(({ input }) => input as { readonly id: string; readonly detail: unknown });
      assert.deepEqual(result, { FailedEntryCount: 0, Entries: inputs.map(({ id }) => ({ EventId: id })) });
      assert.deepEqual(
        inputs.map(({ detail }) => detail),
        [{ id: 7 }, { id: 8 }],
      );
    });

    it("and fails with what became of each entry where one is refused", async () => {
      const { run, delivered } = createRunner();
      const failed = (await run(PUT_EVENTS, { Entries: [entry, { ...entry, Detail: "[" }] }).catch(
        (error) => error,
      )) as StatesError;
      assert.equal(failed.error, "EventBridge.FailedEntry");
      const { FailedEntryCount, Entries } = JSON.parse(failed.cause);
      assert.deepEqual([FailedEntryCount, Entries[1].ErrorCode], [1, "MalformedDetail"]);
      assert.equal(delivered.length, 1);
    });

    it("with the state machine and the execution after the resources that it names", async () => {
      const { run, delivered } = createRunner();
      await run(PUT_EVENTS, { Entries: [{ ...entry, Resources: ["arn:aws:s3:::photos"] }, entry] });
      assert.deepEqual(
        delivered.map(({ input }) => (input as { readonly resources: unknown }).resources),
        [
          ["arn:aws:s3:::photos", MACHINE, EXECUTION],
          [MACHINE, EXECUTION],
        ],
      );
    });

    it("to the bus that an entry names, else to the default one", async () => {
      const { run, delivered } = createRunner();
      const arn = "arn:aws:events:eu-west-1:123456789012:event-bus/news";
      await run(PUT_EVENTS, {
        Entries: [entry, { ...entry, EventBusName: "news" }, { ...entry, EventBusName: arn }],
      });
      assert.deepEqual(
        delivered.map(({ targetArn }) => targetArn),
        ["arn:default", "arn:news", "arn:news"],
      );
    });

    it("with a detail that is JSON text", async () => {
      const { run, delivered } = createRunner();
      await run(PUT_EVENTS, { Entries: [{ ...entry, Detail: '{"id":9}' }] });
      const [{ input } = {}] = delivered;
      assert.deepEqual((input as { readonly detail: unknown }).detail, { id: 9 });
    });
  });

  it("refuses a job that nobody knows how to wait for, and says which there are and what helps", async () => {
    const resource = "arn:aws:states:::emr-containers:startJobRun.sync";
    await assert.rejects(createRunner().run(resource, {}, { stateName: "Count" }), {
      name: "UserError",
      message:
        'state "Count": Expected a job that the local run can wait for: states:startExecution, athena:startQueryExecution, ' +
        "batch:submitJob, codebuild:startBuild, codebuild:startBuildBatch, databrew:startJobRun, ecs:runTask, " +
        "emr-serverless:startJobRun, glue:startJobRun, sagemaker:createProcessingJob, sagemaker:createTrainingJob, " +
        `sagemaker:createTransformJob, but found ${resource}. ` +
        'Give an answer for "emr-containers:startJobRun" by --canned <file>, which stands for the finished job.',
    });
  });

  it("refuses a job of a service that nobody serves", async () => {
    const resource = "arn:aws:states:::emr-serverless:startJobRun.sync";
    await assert.rejects(createRunner().run(resource, {}, { stateName: "Count" }), {
      name: "UserError",
      message:
        'state "Count": Expected one of the resources arn:aws:states:::lambda:invoke, ' +
        `arn:aws:states:::events:putEvents or a function's ARN, but found ${resource}. ` +
        'Name an endpoint by --endpoint emrserverless=<url>, or an answer for "emr-serverless:startJobRun" by --canned <file>.',
    });
  });

  it("refuses any other service", async () => {
    const call = createRunner().run("arn:aws:states:::sns:publish", {}, { stateName: "Tell" });
    await assert.rejects(call, {
      name: "UserError",
      message:
        'state "Tell": Expected one of the resources arn:aws:states:::lambda:invoke, ' +
        "arn:aws:states:::events:putEvents or a function's ARN, but found arn:aws:states:::sns:publish. " +
        'Name an endpoint by --endpoint sns=<url>, or an answer for "sns:publish" by --canned <file>.',
    });
  });
});
