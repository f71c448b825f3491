import { openEventFolder } from "../local/last-events/event-folder.ts";
import type { LastEvent } from "../local/last-events/last-event.ts";
import { cacheFolderPath } from "../packaging/cache-folder.ts";

/** Keeps what functions were called with last, for `terraloom dev`. Without room for it, that is all that is lost. */
export function keepEvents(stackName: string, lastEvents: ReadonlyMap<string, LastEvent>): void {
  if (lastEvents.size === 0) return;
  try {
    openEventFolder(cacheFolderPath(process.cwd(), process.env), stackName).write(lastEvents);
  } catch (error) {
    process.stderr.write(`The last events are not kept: ${(error as Error).message}\n`);
  }
}
