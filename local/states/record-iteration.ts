import type { Trail } from "./history.ts";
import { isCutOff } from "./run-together.ts";
import { isRecorded } from "./states-error.ts";

interface RecordedIteration {
  readonly name: string;
  readonly index: number;
  readonly signal: AbortSignal;
  /** Told how to record that the iteration has failed; the history tells first of those that this cuts off. */
  readonly onFailure: (record: () => void) => void;
}

/** Does the work of an iteration of a Map state between the events that tell of its start and its end. */
export async function recordIteration<T>(
  trail: Trail,
  { name, index, signal, onFailure }: RecordedIteration,
  perform: () => Promise<T>,
): Promise<T> {
  const about = { name, index };
  trail.record("MapIterationStarted", name, about);
  const recordCut = () => {
    if (!isCutOff(signal)) return;
    try {
      trail.record("MapIterationAborted", name, about);
    } catch {
      // The history is full, and who listens must not throw: the next event says so.
    }
  };
  signal.addEventListener("abort", recordCut, { once: true });
  try {
    const result = await perform();
    trail.record("MapIterationSucceeded", name, about);
    return result;
  } catch (thrown) {
    if (!signal.aborted && isRecorded(thrown))
      onFailure(() => trail.record("MapIterationFailed", name, about));
    throw thrown;
  } finally {
    signal.removeEventListener("abort", recordCut);
  }
}
