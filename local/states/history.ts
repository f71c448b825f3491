import type { Clock } from "./clock.ts";
import type { EventDetails, HistoryEvent, HistoryEventType } from "./history-event.ts";
import { StatesError } from "./states-error.ts";

/** The part of a history that one branch writes: each of its events follows from the one before. */
export interface Trail {
  /** "" for the whole execution, else `Improve[1]/Crops[0]`. */
  readonly branch: string;
  /**
   * Adds an event and gives its id. One that follows at once (default: false) has the time of the history's last event: a state is entered
   * in the moment in which another is left, and asking for the time costs more than all else here.
   *
   * Throws StatesError where AWS ends an execution for the length of its history.
   */
  record(type: HistoryEventType, stateName?: string, details?: EventDetails, followsAtOnce?: boolean): number;
  /** The time of the history's last event, in milliseconds since 1970; 0 before the first one. */
  lastMs(): number;
  /** The trail of a branch or iteration that begins after the event `afterId`. */
  fork(branch: string, afterId: number): Trail;
}

export interface HistoryOptions {
  readonly clock: Clock;
  readonly onEvent: (event: HistoryEvent) => void;
  /** Default: 25,000, of a standard workflow. */
  readonly maxEvents?: number;
  /** How many events there are of earlier attempts. Default: 0. */
  readonly earlierEvents?: number;
}

/** The longest history of the execution of a standard workflow, with the event that ends it ("Step Functions service quotas"). */
export const MOST_EVENTS = 25_000;

const NO_DETAILS: EventDetails = {};

/** An empty history, or one that goes on, and the trail of the whole execution. */
export function createHistory(options: HistoryOptions): Trail {
  const { clock, onEvent, maxEvents = MOST_EVENTS, earlierEvents = 0 } = options;
  let count = earlierEvents;
  let lastMs = 0;
  let mainId = earlierEvents;
  const add: Add = (trail, link, type, stateName, details, followsAtOnce) => {
    if (count >= maxEvents - 1 && !type.startsWith("Execution")) throw tooManyEvents(maxEvents);
    count += 1;
    if (!followsAtOnce) lastMs = clock.nowMs();
    onEvent({
      id: count,
      previousEventId: link.follows(trail, count - 1, mainId),
      type,
      atMs: lastMs,
      stateName,
      branch: trail.branch,
      details,
    });
    if (!link.isAside) mainId = count;
    return count;
  };
  const shared = { add, lastMs: () => lastMs };
  return createTrail("", earlierEvents, shared, () => {});
}

/** How an event is linked to others. */
interface Link {
  /** What it follows from. */
  readonly follows: (trail: OwnTrail, count: number, mainId: number) => number;
  /** Whether none of the others follows from it. */
  readonly isAside: boolean;
}

interface OwnTrail {
  readonly branch: string;
  readonly lastId: number;
  /** The event that told that all children of a Map state are done. */
  readonly runId: number | undefined;
}

const fromTrail: Link["follows"] = (trail) => trail.lastId;
/** What is cut off because a sibling has failed follows from the failure. */
const fromFailure: Link["follows"] = (_, __, mainId) => mainId;
/** An execution that is stopped from outside follows from nothing. */
const fromNothing: Link["follows"] = () => 0;
/** One that failed follows from whatever came last. */
const fromLast: Link["follows"] = (trail, count) => (trail.lastId === 0 ? 0 : count);

/** Most events follow from the last one of their trail, and are followed by the next. */
const USUAL: Link = { follows: fromTrail, isAside: false };

const LINKS: ReadonlyMap<HistoryEventType, Link> = new Map([
  ["ExecutionAborted", { follows: fromNothing, isAside: false }],
  ["ExecutionTimedOut", { follows: fromNothing, isAside: false }],
  ["ExecutionFailed", { follows: fromLast, isAside: false }],
  ["ParallelStateSucceeded", { follows: fromTrail, isAside: true }],
  ["MapStateSucceeded", { follows: (trail) => trail.runId ?? trail.lastId, isAside: true }],
  ["MapIterationFailed", { follows: fromTrail, isAside: true }],
  ["MapRunSucceeded", { follows: fromTrail, isAside: true }],
  ["MapRunAborted", { follows: fromFailure, isAside: false }],
  ["MapIterationAborted", { follows: fromFailure, isAside: true }],
  ["MapStateAborted", { follows: fromFailure, isAside: true }],
  ["ParallelStateAborted", { follows: fromFailure, isAside: true }],
  ["TaskStateAborted", { follows: fromFailure, isAside: true }],
  ["WaitStateAborted", { follows: fromFailure, isAside: true }],
]);

const linkOf = (type: HistoryEventType): Link => LINKS.get(type) ?? USUAL;

type Add = (
  trail: OwnTrail,
  link: Link,
  type: HistoryEventType,
  stateName: string | undefined,
  details: EventDetails,
  followsAtOnce: boolean,
) => number;

/** What all trails of a history have in common. */
interface SharedHistory {
  readonly add: Add;
  readonly lastMs: () => number;
}

/** `onInner` tells the trail around it of each event, for what it records next follows from the last one of its branches. */
function createTrail(
  branch: string,
  startId: number,
  shared: SharedHistory,
  onInner: (id: number) => void,
): Trail {
  const own = { branch, lastId: startId, runId: undefined as number | undefined };
  const follow = (id: number) => {
    own.lastId = id;
  };
  return {
    branch,
    lastMs: shared.lastMs,
    record(type, stateName, details = NO_DETAILS, followsAtOnce = false) {
      const link = linkOf(type);
      const id = shared.add(own, link, type, stateName, details, followsAtOnce);
      own.runId = type === "MapRunSucceeded" ? id : undefined;
      if (link.isAside) return id;
      // No state follows from the event that starts the execution: AWS gives the first one 0.
      own.lastId = type === "ExecutionStarted" ? 0 : id;
      onInner(id);
      return id;
    },
    fork: (inner, afterId) => createTrail(inner, afterId, shared, follow),
  };
}

function tooManyEvents(maxEvents: number): StatesError {
  return new StatesError(
    "States.Runtime",
    `The execution reached the maximum number of history events (${maxEvents}).`,
  );
}
