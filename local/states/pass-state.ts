import type { StateBehaviour } from "./state-run.ts";
import { nextOf } from "./transition.ts";

/** Follows "Pass workflow state": in JSONPath its `Result` or `Parameters` stand for the result of work. */
export const passState: StateBehaviour = async (run) => {
  const { dialect, state } = run;
  if (dialect.queryLanguage === "JSONata") return { output: await dialect.finish(run), next: nextOf(run) };
  if (state.Result !== undefined) run.inspect?.("result", state.Result);
  const result = state.Result === undefined ? await dialect.workInput(run) : state.Result;
  return { output: await dialect.finish(run, { result }), next: nextOf(run) };
};
