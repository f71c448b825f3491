import type { Trail } from "./history.ts";
import type { EventDetails } from "./history-event.ts";
import { StatesError } from "./states-error.ts";

/** What has a start and an end in the history. */
type Work = "ParallelState" | "MapState" | "MapIteration" | "MapRun";

interface RecordedWork {
  readonly work: Work;
  /** What the first event says. Default: Started; a Map Run may be Redriven. */
  readonly first?: "Started" | "Redriven";
  readonly stateName: string;
  /** What the first event tells. */
  readonly started?: EventDetails;
  /** What each of the others tells. */
  readonly ended?: EventDetails;
  readonly signal: AbortSignal;
}

/** Does the work between the events that tell of its start and its end. `perform` is given the id of the first. */
export async function recordWork<T>(
  trail: Trail,
  { work, first = "Started", stateName, started, ended, signal }: RecordedWork,
  perform: (startedId: number) => Promise<T>,
): Promise<T> {
  const type = work === "MapRun" ? (`MapRun${first}` as const) : (`${work}Started` as const);
  const startedId = trail.record(type, stateName, started);
  try {
    const result = await perform(startedId);
    trail.record(`${work}Succeeded`, stateName, ended);
    return result;
  } catch (thrown) {
    if (signal.aborted) trail.record(`${work}Aborted`, stateName, ended);
    else if (thrown instanceof StatesError)
      trail.record(`${work}Failed`, stateName, failed(work, thrown, ended));
    throw thrown;
  }
}

/** Of these only a run tells of its error. */
function failed(work: Work, { error, cause }: StatesError, ended: EventDetails | undefined) {
  return work === "MapRun" ? { ...ended, error, cause } : ended;
}
