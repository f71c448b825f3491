"use strict";
// The console of functions whose logs are JSON, as the client of Lambda's runtime API writes it
// (aws/aws-lambda-nodejs-runtime-interface-client, "Using Lambda advanced logging controls with Node.js").
const { format } = require("node:util");

/** From the one with the most details on. */
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/**
 * @typedef {object} JsonConsole
 * @property {string | undefined} leastLevel what is below it is left out; all is written where it is no level
 * @property {() => string | undefined} requestId of the invocation that runs, or did last
 * @property {() => Date} now
 * @property {(text: string) => void} write
 */

/**
 * Makes the methods of a console write lines of JSON, one for each call.
 *
 * @param {Record<string, any>} target
 * @param {JsonConsole} options
 */
exports.writeJson = (target, { leastLevel = "", requestId, now, write }) => {
  const least = LEVELS.indexOf(leastLevel.toUpperCase());
  for (const [index, level] of LEVELS.entries()) {
    target[level.toLowerCase()] = (/** @type {unknown[]} */ ...values) => {
      if (index < least) return;
      const head = { timestamp: now().toISOString(), level, requestId: requestId() };
      write(`${jsonLine(head, values)}\n`);
    };
  }
  target.log = target.info;
};

/**
 * @param {object} head
 * @param {unknown[]} values
 */
function jsonLine(head, [message, ...others]) {
  if (others.length === 0) {
    try {
      return JSON.stringify({ ...head, message }, (_, value) =>
        value instanceof Error ? shown(value) : value,
      );
    } catch {
      return JSON.stringify({ ...head, message: format(message) });
    }
  }
  const error = others.find((value) => value instanceof Error);
  return JSON.stringify({ ...head, message: format(message, ...others), ...(error && failure(error)) });
}

/** @param {Error} error with its own properties */
function shown(error) {
  return Object.assign(failure(error), error);
}

/** @param {Error} error */
function failure(error) {
  const stackTrace = typeof error.stack === "string" ? error.stack.split("\n") : [];
  return { errorType: error.constructor?.name ?? "UnknownError", errorMessage: error.message, stackTrace };
}
