import { randomUUID } from "node:crypto";
import type { ChildExecution } from "./child-execution.ts";
import { MOST_EVENTS } from "./history.ts";
import type { HistoryEvent } from "./history-event.ts";
import { processorConfig } from "./item-processor.ts";
import type { JsonObject } from "./json-value.ts";
import { REDRIVABLE_MS } from "./not-redrivable.ts";
import { createProgress, type Progress } from "./progress.ts";
import type { StateRun } from "./state-run.ts";

/** One attempt at a child execution of a distributed Map state. */
export interface ChildAttempt {
  readonly name: string;
  readonly startMs: number;
  readonly redriveCount: number;
  /** Undefined for a child that would begin anew: an Express one, or one of an execution that nobody redrives. */
  readonly progress: Progress | undefined;
  /** Of this attempt and those before; undefined where nobody asks for them. */
  readonly events: HistoryEvent[] | undefined;
  /** Of this attempt and those before. */
  eventCount: number;
  ended: ChildExecution | undefined;
}

/** The next attempt at a child, which is its first where there was none before. */
export function nextChildAttempt(
  { machine, state }: StateRun,
  earlier: ChildAttempt | undefined,
): ChildAttempt {
  // Ten thousand children would fill the memory with events that nobody asks for.
  const isWatched = machine.onChildExecution !== undefined;
  if (earlier?.progress !== undefined) {
    return {
      ...earlier,
      redriveCount: earlier.redriveCount + 1,
      progress: createProgress(earlier.progress),
      events: earlier.events && [...earlier.events],
      ended: undefined,
    };
  }
  return {
    name: earlier?.name ?? randomUUID(),
    startMs: machine.clock.nowMs(),
    redriveCount: 0,
    progress: machine.progress && !isExpress(state) ? createProgress() : undefined,
    events: isWatched ? [] : undefined,
    eventCount: 0,
    ended: undefined,
  };
}

/** Express children always begin anew; Standard ones go on, unless their history or their age forbids it. */
export function isFinal({ ended, progress, eventCount }: ChildAttempt, nowMs: number): boolean {
  if (ended === undefined) return false;
  if (ended.status === "SUCCEEDED") return true;
  if (progress === undefined) return false;
  return eventCount > MOST_EVENTS - 2 || nowMs - ended.stopMs > REDRIVABLE_MS;
}

function isExpress(state: JsonObject): boolean {
  return processorConfig(state).ExecutionType === "EXPRESS";
}
