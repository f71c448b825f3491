"use strict";
const { writeSync } = require("node:fs");

/**
 * Writes to stdout or stderr of this process, also where the function has ended or destroyed that stream. Where it has closed the
 * file too, the other end knows, and nothing is written.
 *
 * @param {NodeJS.WriteStream} stream
 * @param {1 | 2} descriptor
 * @returns {(text: string) => boolean} whether it is written, as far as that is known at once
 */
exports.writerTo = (stream, descriptor) => {
  // Of the stream as it was, whatever the function makes of it.
  const write = stream.write.bind(stream);
  let isOpen = true;
  const close = () => {
    isOpen = false;
  };
  stream.once("finish", close);
  // Without a listener an error would end the process.
  stream.on("error", close);
  return (text) => {
    if (!isOpen || !stream.writable) return writeWhole(descriptor, Buffer.from(text));
    write(text);
    return true;
  };
};

/**
 * @param {number} descriptor
 * @param {Buffer} bytes
 */
function writeWhole(descriptor, bytes) {
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(descriptor, bytes, from);
    } catch (error) {
      // A pipe that is full has room as soon as the other end has read.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EAGAIN") return false;
    }
  }
  return true;
}
