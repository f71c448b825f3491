import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { EnvironmentMessage, RuntimeMessage } from "./environment-message.ts";
import type { EnvironmentProgram } from "./environment-program.ts";
import { forwardLines } from "./forward-lines.ts";
import { killStrays } from "./kill-strays.ts";

const HAS_PROCESS_GROUPS = process.platform !== "win32";

/** How long a process that has ended may keep its output open, which only processes of its own that outlive it do. */
const OUTPUT_GRACE_MS = 500;

/** What no two environments have in common. */
const STREAM = "AWS_LAMBDA_LOG_STREAM_NAME";

export interface EnvironmentProcessOptions {
  readonly program: EnvironmentProgram;
  readonly taskRoot: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly onMessage: (message: EnvironmentMessage) => void;
}

/** The child process of an execution environment, with its messages and its output. */
export interface EnvironmentProcess {
  readonly pid: number;
  /** The exit status or the signal, once all that the process said and wrote has arrived. Never rejects. */
  readonly ended: Promise<number | NodeJS.Signals>;
  isAlive(): boolean;
  /** Does nothing when the process has ended. */
  send(message: RuntimeMessage): void;
  /** Resolves when all output before `mark` was forwarded, on stdout and stderr, or when the process has ended. */
  outputUntil(mark: string): Promise<void>;
  /** At once and without a chance to object. Resolves when the process is gone. */
  kill(): Promise<void>;
}

export async function startEnvironmentProcess(
  options: EnvironmentProcessOptions,
): Promise<EnvironmentProcess> {
  const { executable, options: execArgv, bootstrap } = options.program;
  // Any program will do that exchanges lines of JSON over the file that NODE_CHANNEL_FD names.
  const child = fork(bootstrap, [], {
    cwd: options.taskRoot,
    env: options.variables,
    execPath: executable,
    execArgv: [...execArgv],
    // A process group of its own: Ctrl-C ends the runtime first, and a kill takes what the function has started along.
    detached: HAS_PROCESS_GROUPS,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw (await once(child, "error"))[0];
  // What cannot be sent was meant for a process that has ended, which `ended` tells.
  child.on("error", () => {});
  child.on("message", (message) => options.onMessage(message as EnvironmentMessage));
  const outputs = [stdout, stderr].map((stream) => forwardLines(stream, options.onLine));
  const ended = endOf(child, [stdout, stderr]);

  return {
    pid,
    ended,
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    send(message) {
      if (child.connected) child.send(message, () => {});
    },
    outputUntil: async (mark) => {
      await Promise.all(outputs.map((output) => output.until(mark)));
    },
    async kill() {
      killGroup(child, pid);
      const { [STREAM]: stream } = options.variables;
      if (stream !== undefined) killStrays(STREAM, stream);
      await ended;
    },
  };
}

function killGroup(child: ChildProcess, pid: number): void {
  try {
    if (HAS_PROCESS_GROUPS) process.kill(-pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

async function endOf(child: ChildProcess, outputs: readonly Readable[]): Promise<number | NodeJS.Signals> {
  const closed = once(child, "close");
  const [status, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  const grace = new AbortController();
  const patience = delay(OUTPUT_GRACE_MS, undefined, { signal: grace.signal }).catch(() => {});
  await Promise.race([closed, patience]);
  grace.abort();
  for (const output of outputs) output.destroy();
  return signal ?? status ?? 1;
}
