import { spawn } from "node:child_process";
import { once } from "node:events";
import { watchProcessTree } from "./process-tree-memory.ts";

export interface ProcessRun {
  /** From start to exit. */
  readonly wallSeconds: number;
  /** Of the largest process among it and all that it started; undefined where it cannot be read. */
  readonly peakMb: number | undefined;
}

export interface ProcessRequest {
  /** Those of Node.js. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** How much of what a process says is kept for the case that it fails. */
const KEPT_CHARACTERS = 4000;

/** @throws Error with the end of its output when it does not exit with 0. */
export async function measureProcess({ args, cwd, env }: ProcessRequest): Promise<ProcessRun> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const memory = watchProcessTree(child.pid ?? 0);
  let said = "";
  const listen = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-KEPT_CHARACTERS);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const [status, signal] = await once(child, "close");
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const peakMb = memory.stop();
  if (status === 0) return { wallSeconds, peakMb };
  throw new Error(`node ${args.join(" ")} ended with ${signal ?? `exit code ${status}`}:\n${said}`);
}
