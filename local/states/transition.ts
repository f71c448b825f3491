import { definitionError, inWords } from "./definition-error.ts";
import type { StateRun } from "./state-run.ts";

/** The name in `Next`, or undefined where `End` is true. */
export function nextOf(run: StateRun): string | undefined {
  const { Next, End } = run.state;
  if (typeof Next === "string") return Next;
  if (End === true) return undefined;
  throw definitionError(
    `States.${run.name}`,
    `"Next" with the name of a state or "End": true`,
    inWords(Next),
  );
}
