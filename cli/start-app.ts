import type { LocalApp } from "../local/app/local-app.ts";
import { startLocalApp } from "../local/app/start-local-app.ts";
import type { Faults } from "../local/bus/faults.ts";
import type { CallRecorder } from "../local/last-events/call-recorder.ts";
import type { CannedAnswers } from "../local/services/canned-answers.ts";
import type { Endpoints } from "../local/services/service-calls.ts";
import { cacheFolderPath } from "../packaging/cache-folder.ts";
import type { Progress } from "../reporting/progress-bar.ts";
import { someNames } from "../reporting/some-names.ts";
import { synthFolder } from "./synthesize-app.ts";

/** The options that all commands that run an app share. */
export interface SessionOptions {
  readonly stack?: string;
  readonly port?: number;
  readonly verbose?: boolean;
  /** Objects set off nothing. */
  readonly isIsolated?: boolean;
  /** Waits take no time. Default: they take their time. */
  readonly skipWaits?: boolean;
  /** An execution ends that waits for what nobody can send any more. Default: it waits. */
  readonly endsStranded?: boolean;
  /** Told, in milliseconds, for how long nothing is left to do but to wait. */
  readonly onWait?: (ms: number) => void;
  /** What is to go wrong. Default: nothing. */
  readonly faults?: Faults;
  /** Where services are, by name. Default: the local ones. */
  readonly endpoint?: Endpoints;
  /** What tasks are answered without a call. Default: nothing. */
  readonly canned?: CannedAnswers;
}

/** What a running app is given by the command that runs it. */
export interface AppSurroundings {
  readonly workFolder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly recorder: CallRecorder;
}

/** Starts what was synthesized, and says what it leaves out. */
export async function startApp(options: SessionOptions, around: AppSurroundings): Promise<LocalApp> {
  const { env, stderr } = process;
  const app = await startLocalApp({
    ...around,
    outFolder: synthFolder(env),
    cacheFolder: cacheFolderPath(process.cwd(), env),
    ...(options.stack !== undefined && { stackName: options.stack }),
    ...(options.port !== undefined && { port: options.port }),
    ...(options.isIsolated && { isIsolated: true }),
    ...(options.skipWaits && { skipsWaits: true }),
    ...(options.endsStranded && { endsStranded: true }),
    ...(options.onWait && { onWait: options.onWait }),
    ...(options.faults && { faults: options.faults }),
    ...(options.endpoint && { endpoints: options.endpoint }),
    ...(options.canned && { canned: options.canned }),
    projectFolder: process.cwd(),
    ...(options.verbose && {
      onLog: ({ functionName, text }) => stderr.write(`${functionName}: ${text}\n`),
    }),
  });
  if (app.unsupported.length > 0) stderr.write(`Not run locally: ${someNames(app.unsupported)}\n`);
  return app;
}
