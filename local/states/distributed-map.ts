import { randomUUID } from "node:crypto";
import { EvaluationError } from "./evaluation-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import type { Job } from "./run-together.ts";
import { numberSetting } from "./settings.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** Whether the iterations of a Map state are executions of their own. */
export function isDistributed({ Type, Iterator, ItemProcessor }: JsonObject): boolean {
  const processor = Iterator ?? ItemProcessor;
  const config = isJsonObject(processor) ? processor.ProcessorConfig : undefined;
  return Type === "Map" && isJsonObject(config) && config.Mode === "DISTRIBUTED";
}

/** What tells the failures that a Map state puts up with; none where it says nothing. */
export async function toleratedFailures(run: StateRun, itemCount: number): Promise<number> {
  const count = await numberSetting(run, "ToleratedFailureCount", Number.POSITIVE_INFINITY);
  const percentage = await numberSetting(run, "ToleratedFailurePercentage", Number.POSITIVE_INFINITY);
  if (Number.isFinite(percentage) && percentage > 100) {
    throw new EvaluationError("States.Runtime", "ToleratedFailurePercentage must be between 0 and 100.");
  }
  const tolerated = Math.min(count, Math.floor((percentage * itemCount) / 100));
  return Number.isFinite(tolerated) ? tolerated : 0;
}

/** What stands for the output of a child execution that failed. */
export const FAILED = Symbol("failed");

/**
 * Jobs of which as many may fail as `tolerated` says, with {@link FAILED} as their result. One more fails the Map state:
 * "Setting failure thresholds for Distributed Map states in Step Functions".
 */
export function toleratingFailures<T>(
  jobs: readonly Job<T>[],
  tolerated: number,
): readonly Job<T | typeof FAILED>[] {
  let failures = 0;
  return jobs.map((job) => async (signal) => {
    try {
      return await job(signal);
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof StatesError)) throw thrown;
      failures += 1;
      if (failures <= tolerated) return FAILED;
      throw new StatesError(
        "States.ExceedToleratedFailureThreshold",
        "The specified tolerated failure threshold was exceeded",
      );
    }
  });
}

/** The context object of a child execution, which knows nothing of the Map state around it. */
export function childContext({ context, machine, name, state }: StateRun, input: unknown): JsonObject {
  const label = typeof state.Label === "string" ? state.Label : name;
  const parent = isJsonObject(context.Execution) ? context.Execution : {};
  const { Id, Name } = isJsonObject(context.StateMachine) ? context.StateMachine : {};
  const child = randomUUID();
  return {
    Execution: {
      ...parent,
      Id: `${String(Id).replace(":stateMachine:", ":execution:")}/${label}:${child}`,
      Input: input,
      Name: child,
      StartTime: new Date(machine.clock.nowMs()).toISOString(),
    },
    StateMachine: { Id: `${Id}/${label}`, Name: `${Name}/${label}` },
  };
}
