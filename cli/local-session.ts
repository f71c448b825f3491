import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalApp, startLocalApp } from "../local/app/local-app.ts";
import { listen } from "../local/object-store/listen.ts";
import { cacheFolderPath } from "../packaging/cache-folder.ts";
import { createProgress, type Progress } from "../reporting/progress-bar.ts";
import { ExitCode } from "./exit-code.ts";
import { synthesizeApp, synthFolder } from "./synthesize-app.ts";

/** The options that all commands that run an app share. */
export interface SessionOptions {
  readonly stack?: string;
  readonly port?: number;
  readonly verbose?: boolean;
  /** Objects set off nothing. */
  readonly isIsolated?: boolean;
}

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
    const app = await startLocalApp({
      outFolder: synthFolder(env),
      workFolder,
      cacheFolder: cacheFolderPath(process.cwd(), env),
      progress,
      signal,
      ...(options.stack !== undefined && { stackName: options.stack }),
      ...(options.port !== undefined && { port: options.port }),
      ...(options.isIsolated && { isIsolated: true }),
      ...(options.verbose && {
        onLog: ({ functionName, text }) => stderr.write(`${functionName}: ${text}\n`),
      }),
    });
    try {
      if (app.unsupported.length > 0) stderr.write(`Not run locally: ${app.unsupported.join(", ")}\n`);
      const exitCode = await work({ app, progress, signal });
      return signal.aborted ? ExitCode.interrupted : exitCode;
    } finally {
      await app.close();
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

/** The first Ctrl-C stops in order; a second one, as ever, at once. */
function interruptible(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const stop = () => {
    process.stderr.write("\nStopping …\n");
    controller.abort(new Error("Stopped by the user"));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return {
    signal: controller.signal,
    end() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
