import { textSetting } from "./settings.ts";
import type { StateBehaviour } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** Follows "Fail workflow state". */
export const failState: StateBehaviour = async (run) => {
  run.dialect.effectiveInput(run);
  const error = await textSetting(run, "Error");
  const cause = await textSetting(run, "Cause");
  throw new StatesError(error ?? "", cause ?? "");
};
