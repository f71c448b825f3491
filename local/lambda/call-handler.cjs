"use strict";
// How the Node.js runtimes call a handler and take its answer, as the client of Lambda's runtime API does it
// (aws/aws-lambda-nodejs-runtime-interface-client): up to nodejs22.x by callbacks too, from nodejs24.x on by what it returns alone.
const { namedError } = require("./load-handler.cjs");

/** @typedef {import("./load-handler.cjs").Handler} Handler */
/**
 * @typedef {object} Reply
 * @property {(result: unknown) => void} succeed
 * @property {(error: unknown) => void} fail
 * @property {(next: () => void) => void} onEmptyLoop sets what is done when nothing is left to run that could still answer
 */
/**
 * @typedef {object} Calls
 * @property {(handler: Handler) => void} check throws where such handlers are not called
 * @property {(handler: Handler, event: unknown, context: object, reply: Reply) => void} call
 * @property {string} stringifyError the name of the error for a response that is no JSON
 */

/** @type {Calls} */
const CALLBACKS = { check() {}, call: callWithCallback, stringifyError: "Error" };
/** @type {Calls} */
const PROMISES = {
  check: refuseCallback,
  call: callForPromise,
  stringifyError: "Runtime.JSONStringifyError",
};

/**
 * @param {string} runtime `nodejs22.x`
 * @returns {Calls}
 */
exports.callsOf = (runtime) => (Number(/^nodejs(\d+)/.exec(runtime)?.[1]) >= 24 ? PROMISES : CALLBACKS);

/** @type {Calls["call"]} */
function callWithCallback(handler, event, given, reply) {
  const isAsync = handler.constructor.name === "AsyncFunction";
  reply.onEmptyLoop(() => (isAsync ? reply.fail(neverSettled()) : reply.succeed(null)));
  const first = onlyFirst();
  /** @param {unknown} error @param {unknown} [result] */
  const done = (error, result) => (isNothing(error) ? reply.succeed(result) : reply.fail(error));
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    succeed: first((/** @type {unknown} */ result) => done(null, result)),
    fail: first((/** @type {unknown} */ error) => done(error ?? "handled")),
    done: first(done),
    ...given,
  };
  const callback = first((/** @type {unknown} */ error, /** @type {unknown} */ result) => {
    if (!isNothing(error) || !context.callbackWaitsForEmptyEventLoop) done(error, result);
    else reply.onEmptyLoop(() => reply.succeed(result));
  });
  try {
    const result = handler(event, context, callback);
    if (isThenable(result)) result.then(context.succeed, context.fail);
  } catch (error) {
    callback(error);
  }
}

/** @type {Calls["call"]} */
async function callForPromise(handler, event, context, reply) {
  try {
    reply.succeed(await handler(event, context));
  } catch (error) {
    reply.fail(error);
  }
}

/** @param {Handler} handler */
function refuseCallback(handler) {
  if (handler.length < 3) return;
  throw namedError(
    "Runtime.CallbackHandlerDeprecated",
    "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify " +
      "this function to use a supported handler signature to use Node.js 24 or later. For more information see " +
      "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
  );
}

/** Of all functions that it gives, only the first call does something. */
function onlyFirst() {
  let isCalled = false;
  return (/** @type {(...values: any[]) => void} */ settle) =>
    (/** @type {any[]} */ ...values) => {
      if (isCalled) return;
      isCalled = true;
      settle(...values);
    };
}

function neverSettled() {
  return namedError(
    "Runtime.NodeJsExit",
    "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that " +
      "was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes",
  );
}

/** @param {unknown} value */
function isNothing(value) {
  return value === undefined || value === null;
}

/**
 * @param {any} value
 * @returns {value is PromiseLike<unknown>}
 */
function isThenable(value) {
  return typeof value?.then === "function";
}
