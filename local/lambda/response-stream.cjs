"use strict";
// Handlers that stream their response ("Response streaming for Lambda functions"). Who calls the function gets it as a whole, as
// with the API "Invoke".
const { Writable } = require("node:stream");
const { finished } = require("node:stream/promises");

const STREAMING = Symbol("streaming");

/** @typedef {(event: unknown, responseStream: Writable, context: object) => unknown} StreamingHandler */
/** @typedef {import("./load-handler.cjs").Handler} Handler */

/** Gives functions the global `awslambda`. */
exports.provideStreaming = () => {
  Object.assign(globalThis, {
    awslambda: { streamifyResponse, HttpResponseStream: { from: withPrelude } },
  });
};

/** @param {StreamingHandler} handler */
function streamifyResponse(handler) {
  return Object.assign(handler, { [STREAMING]: true });
}

/**
 * What is written before the body that a function URL answers with: JSON and 8 zero bytes.
 *
 * @param {Writable} stream
 * @param {object} metadata
 */
function withPrelude(stream, metadata) {
  stream.write(JSON.stringify(metadata));
  stream.write(Buffer.alloc(8));
  return stream;
}

/**
 * The same handler for a stream or without one: it gives what was streamed, as a value where that is JSON, else as text.
 *
 * @param {any} handler
 * @returns {Handler}
 */
exports.collectingResponse = (handler) => {
  if (!handler[STREAMING]) return handler;
  return async (event, given) => {
    // Such a handler has no other way to answer than its stream.
    const {
      succeed: _succeed,
      fail: _fail,
      done: _done,
      ...context
    } = /** @type {Record<string, unknown>} */ (given);
    /** @type {Buffer[]} */
    const chunks = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    Object.assign(stream, { setContentType() {} });
    await Promise.all([handler(event, stream, context), finished(stream)]);
    return parsed(Buffer.concat(chunks).toString());
  };
};

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
