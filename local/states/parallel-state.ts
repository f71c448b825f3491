import { innerBranch } from "./inner-branch.ts";
import { checkPayload } from "./payload-limit.ts";
import { recordWork } from "./record-work.ts";
import { type Job, runTogether } from "./run-together.ts";
import type { StateBehaviour } from "./state-run.ts";
import { nextOf } from "./transition.ts";

/** Follows "Parallel workflow state". */
export const parallelState: StateBehaviour = async (run) => {
  const { machine, state, name: stateName, branch } = run;
  const input = await run.dialect.workInput(run);
  const definitions: readonly unknown[] = Array.isArray(state.Branches) ? state.Branches : [];
  const jobs = definitions.map(
    (definition, index): Job<unknown> =>
      (signal) =>
        machine.runBranch(innerBranch(run, index, { definition, input, signal })),
  );
  const result = await recordWork(machine.history.record, "Parallel", { stateName, branch }, () =>
    runTogether(jobs, jobs.length, run.signal),
  );
  checkPayload(result, stateName);
  return { output: await run.dialect.finish(run, { result }), next: nextOf(run) };
};
