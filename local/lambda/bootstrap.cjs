"use strict";
// The process of an execution environment: loads the handler, then runs one invocation after the other.
const { callsOf } = require("./call-handler.cjs");
const { failureOf, failureText } = require("./failure-of.cjs");
const { writeJson } = require("./json-console.cjs");
const { loadHandler, namedError } = require("./load-handler.cjs");
const { writerTo } = require("./process-output.cjs");
const { collectingResponse, provideStreaming } = require("./response-stream.cjs");

/** @typedef {import("./environment-message.ts").RuntimeMessage} RuntimeMessage */
/** @typedef {import("./environment-message.ts").StartMessage} StartMessage */
/** @typedef {import("./environment-message.ts").InvokeMessage} InvokeMessage */
/** @typedef {import("./environment-message.ts").EnvironmentMessage} EnvironmentMessage */
/** @typedef {import("./load-handler.cjs").Handler} Handler */
/**
 * @typedef {object} Invocation the one that runs
 * @property {string} requestId
 * @property {() => void} onEmptyLoop what is done when nothing is left to run that could still answer
 */

const { channel } = process;
const sendMessage = /** @type {NonNullable<typeof process.send>} */ (process.send).bind(process);
const writeStdout = writerTo(process.stdout, 1);
const writeStderr = writerTo(process.stderr, 2);
// A function in Lambda has no parent to talk to, and some packages change their ways when they find one.
process.send = undefined;
provideStreaming();

/** @type {Handler | undefined} */
let handler;
let calls = callsOf("nodejs22.x");
/** @type {Invocation | undefined} */
let current;
let reportsMemory = false;
/** @type {string | undefined} */
let latestRequestId;

if (process.env.AWS_LAMBDA_LOG_FORMAT === "JSON") {
  writeJson(console, {
    leastLevel: process.env.AWS_LAMBDA_LOG_LEVEL,
    requestId: () => latestRequestId,
    now: () => new Date(),
    // In Lambda its lines have a way of their own, whatever becomes of stdout.
    write: (text) => writeStdout(text) || writeStderr(text),
  });
}

process.on("message", (/** @type {RuntimeMessage} */ message) => {
  if (message.kind === "start") start(message);
  else invoke(message);
});
process.on("beforeExit", () => current?.onEmptyLoop());
process.on("uncaughtException", (error) => fail(error, 129));
process.on("unhandledRejection", (reason) => {
  fail(namedError("Runtime.UnhandledPromiseRejection", failureText(reason)), 128);
});
process.on("disconnect", () => {
  // The runtime is gone: so goes this process with all that it has started, for which it leads a group on POSIX.
  process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
});

/** @param {StartMessage} message */
async function start(message) {
  if (message.memoryReportMs !== undefined) {
    reportsMemory = true;
    setInterval(reportMemory, message.memoryReportMs).unref();
  }
  try {
    calls = callsOf(message.runtime);
    handler = collectingResponse(await loadHandler(message.taskRoot, message.handler));
    calls.check(handler);
    endLogs("init");
    sendMessage({ kind: "ready" });
  } catch (error) {
    fail(error, 1);
  }
}

/** @param {InvokeMessage} message */
function invoke(message) {
  /** @type {Invocation} */
  const invocation = { requestId: message.requestId, onEmptyLoop() {} };
  current = invocation;
  latestRequestId = message.requestId;
  process.env._X_AMZN_TRACE_ID = message.traceId;
  // Without the channel the event loop runs empty when nothing is left that could still answer.
  channel?.unref();
  calls.call(/** @type {Handler} */ (handler), JSON.parse(message.eventJson), contextOf(message), {
    succeed: (result) => answer(invocation, responseMessage(result)),
    fail: (error) => answer(invocation, failureMessage(error)),
    onEmptyLoop(next) {
      invocation.onEmptyLoop = next;
    },
  });
}

/** @param {InvokeMessage} message */
function contextOf({ requestId, deadlineMs, functionArn, logStreamName }) {
  const {
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: functionVersion,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryLimitInMB,
  } = process.env;
  return {
    functionName,
    functionVersion,
    invokedFunctionArn: functionArn,
    memoryLimitInMB,
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}

/**
 * @param {Invocation} invocation
 * @param {EnvironmentMessage} message
 */
function answer(invocation, message) {
  if (current !== invocation) return;
  current = undefined;
  channel?.ref();
  endLogs(invocation.requestId);
  if (reportsMemory) reportMemory();
  sendMessage(message);
}

/**
 * Ends the process with what it failed of, before, in or after an invocation.
 * @param {unknown} error
 * @param {number} status
 */
function fail(error, status) {
  if (current !== undefined) endLogs(current.requestId);
  current = undefined;
  sendMessage({ ...failureMessage(error), isFatal: true }, () => process.exit(status));
}

/** @param {string} of the id of a request, or `init` */
function endLogs(of) {
  writeStdout(`\u0000${of}\n`);
  writeStderr(`\u0000${of}\n`);
}

function reportMemory() {
  sendMessage({ kind: "memory", rssBytes: process.memoryUsage.rss() });
}

/**
 * @param {unknown} value
 * @returns {EnvironmentMessage}
 */
function responseMessage(value) {
  try {
    return { kind: "response", json: JSON.stringify(value) ?? "null" };
  } catch {
    return failureMessage(namedError(calls.stringifyError, "Unable to stringify response body"));
  }
}

/**
 * @param {unknown} error
 * @returns {Extract<EnvironmentMessage, { kind: "failure" }>}
 */
function failureMessage(error) {
  return { kind: "failure", failure: failureOf(error), isFatal: false };
}
