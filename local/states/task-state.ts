import { createHeartbeat } from "./heartbeat.ts";
import { checkPayload } from "./payload-limit.ts";
import { numberSetting } from "./settings.ts";
import type { StateBehaviour, StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import { nextOf } from "./transition.ts";
import { untilAborted } from "./until-aborted.ts";

/** How long a task may take, in milliseconds; infinite where the state says nothing. */
interface Limits {
  readonly timeoutMs: number;
  readonly heartbeatMs: number;
}

/** Follows "Task workflow state". */
export const taskState: StateBehaviour = async (run) => {
  const input = await run.dialect.workInput(run);
  checkPayload(input, run.name);
  const limits = {
    timeoutMs: (await numberSetting(run, "TimeoutSeconds", Number.POSITIVE_INFINITY)) * 1000,
    heartbeatMs: (await numberSetting(run, "HeartbeatSeconds", Number.POSITIVE_INFINITY)) * 1000,
  };
  const result = await recorded(run, () => perform(run, input, limits));
  checkPayload(result, run.name);
  return { output: await run.dialect.finish(run, { result }), next: nextOf(run) };
};

async function recorded(run: StateRun, work: () => Promise<unknown>): Promise<unknown> {
  const { history } = run.machine;
  const place = { stateName: run.name, branch: run.branch };
  history.record({ type: "TaskScheduled", ...place });
  history.record({ type: "TaskStarted", ...place });
  try {
    const result = (await work()) ?? null;
    history.record({ type: "TaskSucceeded", ...place });
    return result;
  } catch (thrown) {
    if (!(thrown instanceof StatesError)) throw thrown;
    const { error, cause } = thrown;
    const isTimeout = error === "States.Timeout" || error === "States.HeartbeatTimeout";
    history.record({ type: isTimeout ? "TaskTimedOut" : "TaskFailed", ...place, error, cause });
    throw thrown;
  }
}

/** The work, its timeout and its heartbeat in a race; who loses is aborted. */
async function perform(run: StateRun, input: unknown, { timeoutMs, heartbeatMs }: Limits): Promise<unknown> {
  const { clock } = run.machine;
  const over = new AbortController();
  const signal = AbortSignal.any([run.signal, over.signal]);
  const heartbeat = createHeartbeat(clock, heartbeatMs);
  const work = () => untilAborted(callTask(run, input, signal, heartbeat.beat), signal);
  const racers: Promise<unknown>[] = [clock.during === undefined ? work() : clock.during(work)];
  if (Number.isFinite(timeoutMs)) racers.push(timeOut(run, timeoutMs, signal));
  if (Number.isFinite(heartbeatMs)) racers.push(heartbeat.watch(signal));
  try {
    return await Promise.race(racers);
  } finally {
    over.abort();
  }
}

async function callTask(
  run: StateRun,
  input: unknown,
  signal: AbortSignal,
  heartbeat: () => void,
): Promise<unknown> {
  const { state, name: stateName, context } = run;
  return run.machine.runTask({
    resource: String(state.Resource),
    input,
    stateName,
    context,
    signal,
    heartbeat,
  });
}

async function timeOut(run: StateRun, timeoutMs: number, signal: AbortSignal): Promise<never> {
  await run.machine.clock.sleep(timeoutMs, signal);
  throw new StatesError("States.Timeout");
}
