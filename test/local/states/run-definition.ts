import { type Clock, simulatedClock } from "../../../local/states/clock.ts";
import {
  type ExecutionResult,
  type RunOptions,
  runStateMachine,
} from "../../../local/states/run-state-machine.ts";
import { StatesError } from "../../../local/states/states-error.ts";

/** Runs a definition at 2026-01-01T00:00:00Z of a simulated clock; a task gives its input unless the test says else. */
export function runDefinition(
  definition: unknown,
  options: Partial<RunOptions> = {},
): Promise<ExecutionResult> {
  return runStateMachine(definition, runOptions(options));
}

export function runOptions(options: Partial<RunOptions> = {}): RunOptions {
  return {
    input: {},
    runTask: async ({ input }) => input,
    clock: simulatedClock(START_MS),
    execution: { id: `${ACCOUNT}:execution:photos:first`, name: "first", roleArn: "arn:role" },
    stateMachine: { id: `${ACCOUNT}:stateMachine:photos`, name: "photos" },
    random: () => 0.5,
    ...options,
  };
}

const ACCOUNT = "arn:aws:states:eu-central-1:123456789012";

export const START_MS = Date.UTC(2026, 0, 1);

/** Runs one state of a definition. */
export function runOne(
  state: object,
  input: unknown = {},
  options: Partial<RunOptions> = {},
): Promise<ExecutionResult> {
  return runDefinition({ StartAt: "One", States: { One: state } }, { input, ...options });
}

/** The output of one state; an execution that fails throws its error as a StatesError. */
export async function outputOf(
  state: object,
  input: unknown = {},
  options: Partial<RunOptions> = {},
): Promise<unknown> {
  const { status, output, error = "", cause } = await runOne(state, input, options);
  if (status !== "SUCCEEDED") throw new StatesError(error, cause);
  return output;
}

/** A clock that does not wait for the work of tasks: a task that hangs times out at once. */
export function impatientClock(): Clock {
  const { nowMs, sleep } = simulatedClock(START_MS);
  return { nowMs, sleep };
}

/** `PassStateEntered One`, `TaskFailed One`, … with the branch before the state's name where there is one. */
export function eventNames({ events }: ExecutionResult): readonly string[] {
  return events.map(({ type, branch, stateName = "" }) =>
    [type, branch === "" ? stateName : `${branch}/${stateName}`].filter((part) => part !== "").join(" "),
  );
}
