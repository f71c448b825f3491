import type { EventDetails } from "./history.ts";
import { StatesError } from "./states-error.ts";

/** What has a start and an end in the history. */
type Work = "Parallel" | "Map" | "MapIteration";

/** Does the work between the events that tell of its start and its end. */
export async function recordWork<T>(
  record: (event: EventDetails) => void,
  work: Work,
  place: Omit<EventDetails, "type">,
  perform: () => Promise<T>,
): Promise<T> {
  record({ ...place, type: `${work}Started` });
  try {
    const result = await perform();
    record({ ...place, type: `${work}Succeeded` });
    return result;
  } catch (thrown) {
    if (thrown instanceof StatesError) {
      record({ ...place, type: `${work}Failed`, error: thrown.error, cause: thrown.cause });
    }
    throw thrown;
  }
}
