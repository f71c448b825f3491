import { EvaluationError } from "./evaluation-error.ts";
import { RegexTimeoutError } from "./guarded-regex.ts";

/** The end of the stack, reached in a value that is nested without end, or of the time for a search, as the failure of a state. */
export function exhaustionError(thrown: unknown): EvaluationError | undefined {
  if (thrown instanceof RegexTimeoutError) return new EvaluationError("States.Runtime", thrown.message);
  if (!isStackOverflow(thrown)) return undefined;
  return new EvaluationError("States.Runtime", "The value is nested too deep to be processed.");
}

export function isStackOverflow(thrown: unknown): boolean {
  return thrown instanceof RangeError && thrown.message.includes("call stack");
}
