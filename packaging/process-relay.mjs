// Starts a process and stands between it and a thread that waits. Plain JavaScript, because a worker has no loader for TypeScript.
import { spawn } from "node:child_process";
import { workerData } from "node:worker_threads";

/** @typedef {import("./prepared-process.ts").RelayData} RelayData */
/** @typedef {import("./prepared-process.ts").ProcessEnd} ProcessEnd */

const { args, port, stage, stages } = /** @type {RelayData} */ (workerData);

/** @type {(end: ProcessEnd) => void} */
const tell = (end) => {
  port.postMessage(end);
  reach(stages.ended);
};

/** @type {(reached: number) => void} */
const reach = (reached) => {
  Atomics.store(stage, 0, reached);
  Atomics.notify(stage, 0);
};

// What it prints belongs on stderr: stdout may be read by another program.
const child = spawn(process.execPath, args, { stdio: ["pipe", 2, 2, "pipe"] });
/** @type {Buffer[]} */
const chunks = [];
const answer = () => Buffer.concat(chunks).toString("utf8");
child.stdio[3]?.on("data", (chunk) => chunks.push(chunk));
// With its answer it has done all that it was asked for: nobody has to wait until it has cleaned up.
child.stdio[3]?.on("end", () => {
  if (chunks.length > 0) tell({ text: answer(), signal: null, status: null });
});
child.on("error", (error) => tell({ text: "", signal: null, status: null, error: error.message }));
child.on("close", (status, signal) => tell({ text: answer(), signal, status }));
// One that has ended already is told of by its end.
child.stdin?.on("error", () => {});
port.once("message", (question) => child.stdin?.end(question));
Atomics.store(stage, 1, child.pid ?? 0);
reach(stages.running);
