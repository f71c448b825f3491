import type { StateBehaviour } from "./state-run.ts";
import { transition } from "./transition.ts";

/** Follows "Pass workflow state": in JSONPath its `Result` or `Parameters` stand for the result of work. */
export const passState: StateBehaviour = (run) => {
  const { dialect, state } = run;
  if (dialect.queryLanguage === "JSONata") return transition(run, dialect.finish(run));
  if (state.Result !== undefined) run.inspect?.("result", state.Result);
  const result = state.Result === undefined ? dialect.workInput(run) : state.Result;
  return transition(run, dialect.finish(run, { result }));
};
