import { uploadObject } from "../../local/app/upload-object.ts";
import { openEventFolder } from "../../local/last-events/event-folder.ts";
import type { LastEvent } from "../../local/last-events/last-event.ts";
import { cacheFolderPath } from "../../packaging/cache-folder.ts";
import { keepEvents } from "../keep-events.ts";
import type { ObjectFile } from "../object-file.ts";
import type { RunningApp } from "./dev-app.ts";
import { noEventLine, runLine } from "./dev-lines.ts";

/** Why a function is to be run. */
export interface RunCause {
  /** How long its build took, in milliseconds; undefined where it was not built itself. */
  readonly builtMs?: number;
  /** In milliseconds since 1970; undefined where nothing was saved. */
  readonly savedAt?: number;
  /** Default: the last event of the function. */
  readonly event?: unknown;
}

/** Runs functions with their last events, one after the other: each finds the objects that it found then, and no others. */
export interface EventRunner {
  /** When a function was called last; undefined where it has no event. */
  calledAt(running: RunningApp, name: string): number | undefined;
  /** Prints what became of it. @returns false when the signal has stopped it */
  run(running: RunningApp, name: string, cause: RunCause, signal: AbortSignal): Promise<boolean>;
}

/** @param put objects that are there before every run, whatever the function found the last time */
export function createEventRunner(put: readonly ObjectFile[]): EventRunner {
  const cacheFolder = cacheFolderPath(process.cwd(), process.env);
  const lastEvent = ({ app }: RunningApp, name: string) =>
    openEventFolder(cacheFolder, app.stackName).read(name);
  return {
    calledAt: (running, name) => lastEvent(running, name)?.calledAt,
    async run(running, name, cause, signal) {
      const last = "event" in cause ? { event: cause.event, objects: [] } : lastEvent(running, name);
      if (last === undefined) {
        process.stdout.write(`${noEventLine(name, cause.builtMs)}\n`);
        return true;
      }
      await putObjects(running, last, put);
      try {
        await runAndPrint(running, name, { ...cause, event: last.event }, signal);
      } catch (error) {
        if (signal.aborted) return false;
        process.stderr.write(`${name}: ${(error as Error).message}\n`);
      } finally {
        keep(running, name);
      }
      return true;
    },
  };
}

async function putObjects({ app }: RunningApp, last: LastEvent, put: readonly ObjectFile[]): Promise<void> {
  await app.replaceObjects(last.objects);
  for (const { bucket, key, bytes } of put) await uploadObject(app, app.bucketName(bucket), key, bytes);
}

async function runAndPrint(
  { app }: RunningApp,
  name: string,
  { builtMs, savedAt, event }: RunCause,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  const { payload, functionError } = await app.invoke(name, event, signal);
  const line = runLine({
    name,
    builtMs,
    ranMs: performance.now() - startedAt,
    hasFailed: functionError !== undefined,
    sinceSaveMs: savedAt === undefined ? undefined : Date.now() - savedAt,
  });
  process.stdout.write(`${line}\n${JSON.stringify(payload, undefined, 2)}\n`);
}

function keep({ app, recorder }: RunningApp, name: string): void {
  const last = recorder.lastEvents.get(name);
  if (last !== undefined) keepEvents(app.stackName, new Map([[name, last]]));
}
