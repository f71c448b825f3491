import {
  childContext,
  FAILED,
  isDistributed,
  toleratedFailures,
  toleratingFailures,
} from "./distributed-map.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { innerBranch, innerPath } from "./inner-branch.ts";
import { requireType } from "./jsonata-fields.ts";
import { checkPayload } from "./payload-limit.ts";
import { recordWork } from "./record-work.ts";
import { runTogether } from "./run-together.ts";
import { createScope } from "./scope.ts";
import { numberSetting } from "./settings.ts";
import type { StateBehaviour, StateRun } from "./state-run.ts";
import { nextOf } from "./transition.ts";

/** The most iterations that run at the same time in inline mode, whatever `MaxConcurrency` says. */
const MOST_AT_ONCE = 40;
/** In distributed mode AWS runs up to 10,000; on one machine no more than this make sense. */
const MOST_CHILDREN_AT_ONCE = 1000;

/**
 * Follows "Using Map state in Inline mode in Step Functions workflows" and "Using Map state in Distributed mode for large-scale
 * parallel workloads in Step Functions", without readers, batches and result writers.
 */
export const mapState: StateBehaviour = async (run) => {
  const { machine, name: stateName, branch } = run;
  const distributed = isDistributed(run.state);
  const items = await itemsOf(run);
  const most = distributed ? MOST_CHILDREN_AT_ONCE : MOST_AT_ONCE;
  const maxConcurrency = await numberSetting(run, "MaxConcurrency", 0);
  const limit = maxConcurrency === 0 ? most : Math.min(maxConcurrency, most);
  const jobs = items.map((item, index) => (signal: AbortSignal) => iterate(run, item, index, signal));
  const tolerant = distributed ? toleratingFailures(jobs, await toleratedFailures(run, items.length)) : jobs;
  const results = await recordWork(machine.history.record, "Map", { stateName, branch }, () =>
    runTogether(tolerant, limit, run.signal),
  );
  const result = results.filter((one) => one !== FAILED);
  checkPayload(result, stateName);
  return { output: await run.dialect.finish(run, { result }), next: nextOf(run) };
};

async function itemsOf(run: StateRun): Promise<readonly unknown[]> {
  const setting = await run.dialect.setting(run, "Items");
  const value = setting === undefined ? run.dialect.effectiveInput(run) : setting.value;
  if (Array.isArray(value)) return value;
  if (run.dialect.queryLanguage === "JSONata") requireType(value, "array", "Items", run.state.Items);
  throw new EvaluationError(
    "States.Runtime",
    `Reference path "${setting?.text ?? "$"}" must point to array.`,
  );
}

async function iterate(run: StateRun, item: unknown, index: number, signal: AbortSignal): Promise<unknown> {
  const { machine, name: stateName, state } = run;
  const context = { ...run.context, Map: { Item: { Index: index, Value: item } } };
  // "Parameters" and "Iterator" are the names that these fields had before.
  const selector = state.ItemSelector ?? state.Parameters;
  const definition = state.Iterator ?? state.ItemProcessor;
  const place = { stateName, branch: innerPath(run, index) };
  return recordWork(machine.history.record, "MapIteration", place, async () => {
    const input =
      selector === undefined ? item : await run.dialect.fill({ ...run, context }, selector, "ItemSelector");
    if (!isDistributed(state)) {
      return machine.runBranch(innerBranch(run, index, { definition, input, signal, context }));
    }
    const child = { definition, input, signal, context: childContext(run, input) };
    return machine.runBranch({ ...innerBranch(run, index, child), scope: createScope() });
  });
}
