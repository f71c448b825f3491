import type { CallRecorder } from "../local/last-events/call-recorder.ts";
import { openEventFolder } from "../local/last-events/event-folder.ts";
import { cacheFolderPath } from "../packaging/cache-folder.ts";

/** Keeps what functions were called with last, for `terraloom dev`. Without room for it, that is all that is lost. */
export function keepEvents(stackName: string, { lastEvents }: CallRecorder): void {
  if (lastEvents.size === 0) return;
  try {
    openEventFolder(cacheFolderPath(process.cwd(), process.env), stackName).write(lastEvents);
  } catch (error) {
    process.stderr.write(`The last events are not kept: ${(error as Error).message}\n`);
  }
}
