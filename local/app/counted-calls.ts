import type { WorkCount } from "../bus/work-count.ts";
import type { FunctionCalls } from "./function-calls.ts";

/** The same calls, which count as work from their beginning to their end. */
export function countedCalls(calls: FunctionCalls, { during }: Pick<WorkCount, "during">): FunctionCalls {
  return {
    ...calls,
    call: (name, event, signal) => during(() => calls.call(name, event, signal)),
    callAsync: (name, event) => during(() => calls.callAsync(name, event)),
  };
}
