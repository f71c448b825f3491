"use strict";
const { types } = require("node:util");

/**
 * What a function failed of, as "Using Lambda function errors" shows it.
 *
 * @param {unknown} error
 * @returns {import("./lambda-failure.ts").LambdaFailure}
 */
exports.failureOf = (error) => {
  try {
    return isErrorLike(error)
      ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split("\n") }
      : { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    const errorMessage =
      "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";
    return { errorType: "handled", errorMessage, trace: [] };
  }
};

/** @param {unknown} reason which may be a value that has no text */
exports.failureText = (reason) => {
  try {
    return String(reason);
  } catch {
    return Object.prototype.toString.call(reason);
  }
};

/**
 * @param {any} value
 * @returns {value is Error}
 */
function isErrorLike(value) {
  return types.isNativeError(value) || (typeof value?.name === "string" && typeof value.stack === "string");
}
