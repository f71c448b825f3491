import type { Trail } from "./history.ts";
import type { EventDetails } from "./history-event.ts";
import { isCutOff } from "./run-together.ts";
import { StatesError } from "./states-error.ts";

/** What has a start and an end in the history. */
type Work = "ParallelState" | "MapState" | "MapRun";

interface RecordedWork {
  readonly work: Work;
  /** What the first event says. Default: Started; a Map Run may be Redriven. */
  readonly first?: "Started" | "Redriven";
  readonly stateName: string;
  /** What the first event tells. */
  readonly started?: EventDetails;
  readonly signal: AbortSignal;
}

/** Does the work between the events that tell of its start and its end. `perform` is given the id of the first. */
export async function recordWork<T>(
  trail: Trail,
  { work, first = "Started", stateName, started, signal }: RecordedWork,
  perform: (startedId: number) => Promise<T>,
): Promise<T> {
  const type = work === "MapRun" ? (`MapRun${first}` as const) : (`${work}Started` as const);
  const startedId = trail.record(type, stateName, started);
  try {
    const result = await perform(startedId);
    trail.record(`${work}Succeeded`, stateName);
    return result;
  } catch (thrown) {
    if (signal.aborted) {
      if (isCutOff(signal)) trail.record(`${work}Aborted`, stateName);
    } else if (work === "MapRun" && thrown instanceof StatesError) {
      // That a state has failed is told once none of its retries is left.
      const { error, cause } = thrown;
      trail.record("MapRunFailed", stateName, { error, cause });
    }
    throw thrown;
  }
}
