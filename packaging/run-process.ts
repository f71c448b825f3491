import { type ChildProcess, spawn, spawnSync } from "node:child_process";

export interface ProcessToRun {
  /** A program, or with `shell` a whole command line. */
  readonly command: string;
  readonly args?: readonly string[];
  readonly shell?: boolean;
  /** Absolute. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** How a process ended. */
export interface ProcessEnd {
  /** Undefined when it could not be started at all, which `output` then explains. */
  readonly code: number | undefined;
  /** The end of what it printed, both streams as they came. */
  readonly output: string;
}

/** As much of the output as is kept. */
const MAX_OUTPUT = 256 * 1024;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a process and waits for it. It and all that it has started end with the signal, and with this process when somebody
 * stops that.
 */
export function runProcess({
  command,
  args = [],
  shell,
  folder,
  env,
  signal,
}: ProcessToRun): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    let child: ChildProcess | undefined;
    // Before there is a child: a signal that comes right after its start must find somebody who listens.
    const release = endsWithThisProcess(() => child && endGroup(child), signal);
    const started = spawn(command, args, {
      cwd: folder,
      env,
      shell: shell ?? false,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32", // a group of its own, which can be ended as a whole
      windowsHide: true,
    });
    child = started;
    if (signal?.aborted) endGroup(started);
    let output = "";
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-MAX_OUTPUT);
      });
    }
    started.on("error", (error) => {
      release();
      resolve({ code: undefined, output: error.message });
    });
    started.on("close", (code) => {
      release();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** What ends the processes that run now: one listener for all of them. */
const RUNNING = new Set<() => void>();

/** A terminal tells only the group in front of it about Ctrl-C; the child's is another one. */
function endsWithThisProcess(end: () => void, signal: AbortSignal | undefined): () => void {
  if (RUNNING.size === 0) listen();
  RUNNING.add(end);
  signal?.addEventListener("abort", end);
  return () => {
    RUNNING.delete(end);
    if (RUNNING.size === 0) stopListening();
    signal?.removeEventListener("abort", end);
  };
}

function listen(): void {
  for (const name of SIGNALS) process.on(name, stop);
  process.on("exit", endAll);
}

function stopListening(): void {
  for (const name of SIGNALS) process.off(name, stop);
  process.off("exit", endAll);
}

function stop(name: NodeJS.Signals): void {
  endAll();
  stopListening();
  process.kill(process.pid, name); // as if nobody had listened
}

function endAll(): void {
  for (const end of RUNNING) end();
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL"); // what it writes into is thrown away, so that nothing has to be tidied up
  } catch {} // it has ended already
}
