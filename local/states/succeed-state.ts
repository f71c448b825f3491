import type { StateBehaviour } from "./state-run.ts";

/** Follows "Succeed workflow state". */
export const succeedState: StateBehaviour = async (run) => ({
  output: await run.dialect.finish(run),
  next: undefined,
});
