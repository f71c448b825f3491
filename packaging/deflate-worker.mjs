// Deflates what it is sent, one piece after the other. Plain JavaScript, because a worker has no loader for TypeScript.
import { parentPort } from "node:worker_threads";
import { deflateSync } from "fflate";

/** @typedef {import("./deflate-pool.ts").DeflateQuestion} DeflateQuestion */
/** @typedef {import("./deflate-pool.ts").DeflateAnswer} DeflateAnswer */

parentPort?.on("message", (/** @type {DeflateQuestion} */ { id, bytes, level }) => {
  const deflated = deflateSync(bytes, { level });
  /** @type {DeflateAnswer} */
  const answer = { id, deflated };
  parentPort?.postMessage(answer, [deflated.buffer]);
});
