import { innerBranch, innerPath } from "./inner-branch.ts";
import { checkPayload } from "./payload-limit.ts";
import { recordWork } from "./record-work.ts";
import { runTogether } from "./run-together.ts";
import type { StateBehaviour } from "./state-run.ts";
import { nextOf } from "./transition.ts";

/** Follows "Parallel workflow state". */
export const parallelState: StateBehaviour = async (run) => {
  const { machine, state, name: stateName, signal: outer, trail } = run;
  const input = await run.dialect.workInput(run);
  const definitions: readonly unknown[] = Array.isArray(state.Branches) ? state.Branches : [];
  const result = await recordWork(trail, { work: "ParallelState", stateName, signal: outer }, (startedId) => {
    const jobs = definitions.map((definition, index) => (signal: AbortSignal) => {
      const branch = { definition, input, signal, trail: trail.fork(innerPath(run, index), startedId) };
      return machine.runBranch(innerBranch(run, branch));
    });
    return runTogether(jobs, jobs.length, outer);
  });
  checkPayload(result, stateName);
  return { output: await run.dialect.finish(run, { result }), next: nextOf(run) };
};
