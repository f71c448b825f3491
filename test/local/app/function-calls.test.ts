import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createFunctionCalls, type FunctionCalls } from "../../../local/app/function-calls.ts";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "../lambda/function-folder.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { callableFunctions } from "./callable-functions.ts";

const FAILURES = "arn:aws:sqs:eu-west-1:123456789012:failures";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:done";
const ALIAS = "arn:aws:lambda:eu-west-1:123456789012:function:work:live";

/** Counts its calls in a file, and fails by name as often as the event says. */
const COUNTING = `const { appendFileSync, readFileSync } = require("node:fs");
exports.handler = async ({ file, failures }) => {
  appendFileSync(file, ".");
  const count = readFileSync(file).length;
  if (count > failures) return { count };
  const error = new Error("call " + count + " failed");
  error.name = "OutOfPaper";
  throw error;
};`;

describe("function calls", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  let work: LambdaSpec;
  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({ ...PLACE, endpoints: {} });
    work = folder.function(COUNTING, {
      name: "work",
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:work",
    });
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  /** The function `work` with an alias, and what was sent to queues and other destinations. */
  function callable(declarations: Declarations = {}, changes: Partial<LambdaSpec> = {}) {
    const sent: {
      readonly queueArn: string;
      readonly body: unknown;
      readonly attributes?: unknown;
      readonly bucketFolder?: unknown;
    }[] = [];
    const changed = { ...work, ...changes };
    const calls: FunctionCalls = createFunctionCalls(resolvedStack(declarations), {
      runtime,
      specs: new Map([
        [work.arn, changed],
        [ALIAS, { ...changed, invokedArn: ALIAS, version: "7" }],
      ]),
      nowMs: () => Date.UTC(2024, 1, 29, 12),
      sendToQueue: (queueArn, body, attributes) =>
        sent.push({ queueArn, body, ...(attributes && { attributes }) }),
      sendToDestination: (queueArn, body, { folder: bucketFolder }) =>
        void sent.push({ queueArn, body, bucketFolder }),
    });
    return { calls, sent };
  }

  let count = 0;
  /** A file for the calls of one test, and how many there were. */
  function callFile() {
    count += 1;
    const name = `calls-${count}`;
    folder.write(name, "");
    return `${folder.path}/${name}`;
  }
  const callsIn = async (file: string) => {
    const { calls } = callable();
    const { payload } = await calls.call("work", { file, failures: 0 });
    return (payload as { readonly count: number }).count - 1;
  };

  const failing = (settings: object): Declarations => ({
    "aws_lambda_function_event_invoke_config.work": { function_name: "work", ...settings },
  });

  describe("that wait for the answer", () => {
    for (const name of ["arn:aws:lambda:eu-west-1:123456789012:function:work", ALIAS, "work"]) {
      it(`find the function by ${name}`, async () => {
        const { calls } = callable();
        assert.equal(calls.has(name), true);
        assert.deepEqual((await calls.call(name, { file: callFile(), failures: 0 })).payload, { count: 1 });
      });
    }

    it("give what failed, and do not retry", async () => {
      const file = callFile();
      const { payload, functionError } = await callable().calls.call("work", { file, failures: 1 });
      assert.equal(functionError, "Unhandled");
      const { errorType, errorMessage } = payload as Record<string, unknown>;
      assert.deepEqual([errorType, errorMessage], ["OutOfPaper", "call 1 failed"]);
      assert.equal(await callsIn(file), 1);
    });

    it("refuse a name that no function has", async () => {
      const { calls } = callable();
      assert.equal(calls.has("play"), false);
      await assert.rejects(calls.call("play", {}), {
        name: "UserError",
        message: 'Expected a function "play", but found only work. Check the spelling, or declare it.',
      });
    });

    it("refuse a function for a runtime that does not run here, which is there all the same", async () => {
      const functions = callableFunctions({}, { report: "java21" });
      assert.deepEqual([functions.calls.has("report"), functions.calls.runs("report")], [true, false]);
      await assert.rejects(functions.calls.call("report", {}), {
        name: "UserError",
        message:
          "report: Expected a function for Node.js or Python, which the local run can call, but found one for java21. " +
          "Try that one in AWS, or leave out what calls it.",
      });
      await functions.close();
    });

    it("refuse any name where there is no function", async () => {
      const calls = createFunctionCalls(resolvedStack({}), {
        runtime,
        specs: new Map(),
        nowMs: Date.now,
        sendToQueue: () => {},
      });
      await assert.rejects(calls.call("play", {}), {
        name: "UserError",
        message: 'Expected a function "play", but found none at all. Check the spelling, or declare it.',
      });
    });

    it("stop when their signal is aborted", async () => {
      const signal = AbortSignal.abort(new Error("Stopped by the user"));
      await assert.rejects(callable().calls.call("work", {}, signal), { message: "Stopped by the user" });
    });
  });

  describe("that do not wait", () => {
    it("are made once where the function succeeds", async () => {
      const file = callFile();
      const { calls, sent } = callable();
      await calls.callAsync("work", { file, failures: 0 });
      assert.equal(await callsIn(file), 1);
      assert.deepEqual(sent, []);
    });

    it("are retried twice where the stack says nothing", async () => {
      const file = callFile();
      const { calls, sent } = callable();
      await calls.callAsync(ALIAS, { file, failures: 9 });
      assert.equal(await callsIn(file), 3);
      assert.deepEqual(sent, []);
    });

    it("are retried as often as the stack says", async () => {
      const file = callFile();
      await callable(failing({ maximum_retry_attempts: 0 })).calls.callAsync("work", { file, failures: 9 });
      assert.equal(await callsIn(file), 1);
    });

    it("end with the first success, and send nothing to the failure queue", async () => {
      const file = callFile();
      const { calls, sent } = callable(
        failing({ destination_config: { on_failure: { destination: FAILURES } } }),
      );
      await calls.callAsync("work", { file, failures: 1 });
      assert.equal(await callsIn(file), 2);
      assert.deepEqual(sent, []);
    });

    it("send a record to the failure queue after the last retry", async () => {
      const file = callFile();
      const { calls, sent } = callable(
        failing({
          qualifier: "live",
          maximum_retry_attempts: 1,
          destination_config: { on_failure: { destination: FAILURES } },
        }),
      );
      await calls.callAsync(ALIAS, { file, failures: 9 });
      const [{ queueArn, body } = {}, ...others] = sent;
      assert.deepEqual([queueArn, others], [FAILURES, []]);
      const { requestContext, responsePayload, ...record } = body as Record<string, Record<string, unknown>>;
      assert.deepEqual(record, {
        version: "1.0",
        timestamp: "2024-02-29T12:00:00.000Z",
        requestPayload: { file, failures: 9 },
        responseContext: { statusCode: 200, executedVersion: "7", functionError: "Unhandled" },
      });
      const { requestId, ...context } = requestContext ?? {};
      assert.match(String(requestId), /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
      assert.deepEqual(context, {
        functionArn: ALIAS,
        condition: "RetriesExhausted",
        approximateInvokeCount: 2,
      });
      const { errorType, errorMessage } = responsePayload ?? {};
      assert.deepEqual([errorType, errorMessage], ["OutOfPaper", "call 2 failed"]);
    });

    it("do not have through an alias what is configured for the function", async () => {
      const file = callFile();
      await callable(failing({ maximum_retry_attempts: 0 })).calls.callAsync(ALIAS, { file, failures: 9 });
      assert.equal(await callsIn(file), 3);
    });

    it("keep the id of the request over their retries", async () => {
      const file = callFile();
      const source = `exports.handler = async ({ file }, { awsRequestId }) => {
        require("node:fs").appendFileSync(file, awsRequestId + " ");
        throw new Error("again");
      };`;
      const { taskRoot } = folder.function(source);
      await callable({}, { taskRoot }).calls.callAsync("work", { file });
      const ids = readFileSync(file, "utf8").trim().split(" ");
      assert.deepEqual([ids.length, new Set(ids).size], [3, 1]);
    });

    it("send a record of a success to the success topic", async () => {
      const { calls, sent } = callable(
        failing({ destination_config: { on_success: { destination: TOPIC } } }),
      );
      const event = { file: callFile(), failures: 0 };
      await calls.callAsync("work", event);
      const [{ queueArn, body } = {}, ...others] = sent;
      const { requestContext, ...record } = body as Record<string, Record<string, unknown>>;
      assert.deepEqual([queueArn, others], [TOPIC, []]);
      assert.deepEqual(record, {
        version: "1.0",
        timestamp: "2024-02-29T12:00:00.000Z",
        requestPayload: event,
        responseContext: { statusCode: 200, executedVersion: "$LATEST" },
        responsePayload: { count: 1 },
      });
      assert.equal(requestContext?.condition, "Success");
      assert.equal(requestContext?.functionArn, `${work.arn}:$LATEST`);
    });

    it("send an event to a bus that is the destination", async () => {
      const bus = "arn:aws:events:eu-west-1:123456789012:event-bus/app";
      const { calls, sent } = callable(failing({ destination_config: { on_success: { destination: bus } } }));
      await calls.callAsync("work", { file: callFile(), failures: 0 });
      const [{ body } = {}] = sent;
      const { detail, ...event } = body as Record<string, Record<string, unknown>>;
      assert.deepEqual(event, {
        source: "lambda",
        "detail-type": "Lambda Function Invocation Result - Success",
        resources: [bus, `${work.arn}:$LATEST`],
      });
      assert.deepEqual(detail?.responsePayload, { count: 1 });
    });

    it("call a function that is the destination, and end where functions call each other in a circle", async () => {
      const { taskRoot } = folder.function(
        "exports.handler = async (event) => ({ length: 1 + (event.responsePayload?.length ?? 0) });",
      );
      const payloads: unknown[] = [];
      const calls = createFunctionCalls(
        resolvedStack(failing({ destination_config: { on_success: { destination: work.arn } } })),
        {
          runtime,
          specs: new Map([[work.arn, { ...work, taskRoot }]]),
          nowMs: () => 0,
          sendToQueue: () => {},
          onCall: (_, event) => {
            payloads.push((event as { readonly responsePayload?: unknown }).responsePayload);
            return () => {};
          },
        },
      );
      await calls.callAsync("work", {});
      assert.equal(payloads.length, 16);
      assert.deepEqual(payloads.slice(0, 3), [undefined, { length: 1 }, { length: 2 }]);
    });

    it("send the event to the dead-letter queue, with what went wrong in its attributes", async () => {
      const { calls, sent } = callable({
        "aws_lambda_function.work": { function_name: "work", dead_letter_config: { target_arn: FAILURES } },
      });
      const event = { file: callFile(), failures: 9 };
      await calls.callAsync("work", event);
      const [{ attributes, ...message } = {}] = sent;
      assert.deepEqual(message, { queueArn: FAILURES, body: event });
      const { RequestID, ...others } = attributes as Record<string, { readonly StringValue: string }>;
      assert.match(RequestID?.StringValue ?? "", /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
      assert.deepEqual(others, {
        ErrorCode: { DataType: "Number", StringValue: "200" },
        ErrorMessage: { DataType: "String", StringValue: "call 3 failed" },
      });
    });

    it("wait for a place where the function's concurrency is used up", async () => {
      const file = callFile();
      const { calls, sent } = callable({}, { reservedConcurrency: 1 });
      await Promise.all([1, 2].map(() => calls.callAsync("work", { file, failures: 0 })));
      assert.equal(readFileSync(file, "utf8"), "..");
      assert.deepEqual(sent, []);
    });

    it("are refused with an event over 1 MB", async () => {
      await assert.rejects(callable().calls.callAsync("work", "x".repeat(1_048_576)), {
        name: "RequestEntityTooLargeException",
        message: "1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
      });
    });
  });
});
