import type { Clock } from "./clock.ts";
import { StatesError } from "./states-error.ts";

/** What AWS writes into an execution's history, under one name for all kinds of task and state. */
const RECORDED = [
  "ExecutionStarted",
  "ExecutionSucceeded",
  "ExecutionFailed",
  "ExecutionTimedOut",
  "ExecutionAborted",
  "StateEntered",
  "StateExited",
  "TaskScheduled",
  "TaskStarted",
  "TaskSucceeded",
  "TaskFailed",
  "TaskTimedOut",
  "ParallelStarted",
  "ParallelSucceeded",
  "ParallelFailed",
  "MapStarted",
  "MapSucceeded",
  "MapFailed",
  "MapIterationStarted",
  "MapIterationSucceeded",
  "MapIterationFailed",
] as const;

type RecordedType = (typeof RECORDED)[number];

/** What a reader wants to see as well; it takes no place in the numbering. */
type RemarkType = "TaskRetried" | "ErrorCaught";

export interface ExecutionEvent {
  readonly type: RecordedType | RemarkType;
  /** The place in the history, from 1; a remark has that of the event before it. */
  readonly id: number;
  readonly stateName?: string;
  /** The Parallel and Map states around it: "" at the top, else `Improve[1]/Crops[0]`. */
  readonly branch: string;
  readonly atMs: number;
  readonly error?: string;
  readonly cause?: string;
  /** TaskRetried: the number of the retry, from 1. */
  readonly attempt?: number;
}

export type EventDetails = Pick<ExecutionEvent, "type" | "branch"> & Partial<ExecutionEvent>;

export interface History {
  /** Adds an event and gives its id. Throws StatesError where AWS ends an execution for the length of its history. */
  record(event: EventDetails): number;
}

/** The longest history of an execution. */
const MOST_EVENTS = 25_000;

const NUMBERED: ReadonlySet<string> = new Set(RECORDED);

export function createHistory(clock: Clock, onEvent: (event: ExecutionEvent) => void): History {
  let id = 0;
  return {
    record(event) {
      if (NUMBERED.has(event.type)) id += 1;
      if (id > MOST_EVENTS && !event.type.startsWith("Execution")) {
        throw new StatesError(
          "States.Runtime",
          `The execution reached the maximum number of history events (${MOST_EVENTS}).`,
        );
      }
      onEvent({ ...event, id, atMs: clock.nowMs() });
      return id;
    },
  };
}
