import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalApp } from "../local/app/local-app.ts";
import { listen } from "../local/http/listen.ts";
import { createCallRecorder } from "../local/last-events/call-recorder.ts";
import { createProgress, type Progress } from "../reporting/progress-bar.ts";
import { ExitCode } from "./exit-code.ts";
import { interruptible } from "./interruptible.ts";
import { keepEvents } from "./keep-events.ts";
import { type SessionOptions, startApp } from "./start-app.ts";
import { synthesizeApp } from "./synthesize-app.ts";

/** A running app and what its user sees. */
export interface Session {
  readonly app: LocalApp;
  readonly progress: Progress;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/**
 * Synthesizes the app of the working directory, runs `work` with it and clears up, also after Ctrl-C.
 *
 * @returns the exit code that `work` gave, or why it could not be run
 */
export async function withLocalApp(
  options: SessionOptions,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const { env, stderr } = process;
  const interruption = interruptible();
  const { signal } = interruption;
  const workFolder = mkdtempSync(join(tmpdir(), "terraloom-"));
  try {
    if (options.port !== undefined) await refuseTakenPort(options.port);
    if (!(await synthesizeApp(env, signal))) return signal.aborted ? ExitCode.interrupted : ExitCode.failure;
    const progress = createProgress(stderr, env);
    const recorder = createCallRecorder({ folder: join(workFolder, "held") });
    const app = await startApp(options, { workFolder, progress, signal, recorder });
    try {
      const exitCode = await work({ app, progress, signal });
      return signal.aborted ? ExitCode.interrupted : exitCode;
    } finally {
      await app.close();
      keepEvents(app.stackName, recorder.lastEvents);
    }
  } finally {
    interruption.end();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Says so before the synth, which takes its time. */
async function refuseTakenPort(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  await new Promise((resolve) => server.close(resolve));
}
