import { definitionError, inWords } from "./definition-error.ts";
import type { StateOutcome, StateRun } from "./state-run.ts";

/** What a state hands on to its `Next`: `output` or, where that is a promise, what it gives. */
export function transition(run: StateRun, output: unknown): StateOutcome | Promise<StateOutcome> {
  if (output instanceof Promise) return output.then((settled) => ({ output: settled, next: nextOf(run) }));
  return { output, next: nextOf(run) };
}

/** The name in `Next`, or undefined where `End` is true. */
export function nextOf(run: StateRun): string | undefined {
  const { Next, End } = run.state;
  if (typeof Next === "string") return Next;
  if (End === true) return undefined;
  throw definitionError(
    `States/${run.name}`,
    `"Next" with the name of a state or "End": true`,
    inWords(Next),
  );
}
