import type { SkippingClock } from "../bus/skipping-clock.ts";
import type { Execution } from "./executions.ts";
import { type StalledExecution, stalledTask, stalledText } from "./stalled-execution.ts";

/** What becomes of executions that wait. */
export interface WaitingOptions {
  /** Waits take no time: the clock skips them once nothing else is at work. Default: they take their time. */
  readonly skipsWaits?: boolean;
  /** Executions that wait for what nobody is left to do are ended. Default: they wait on. */
  readonly endsStalled?: boolean;
  /** Told for how long nothing but waiting is left, in milliseconds. Default: nobody. */
  readonly onWait?: (ms: number) => void;
}

export interface EndedWaiting {
  /** Whether somebody may go on now. */
  readonly goesOn: boolean;
  /** The executions that were ended, with what they waited for. */
  readonly stalled: readonly EndedExecution[];
}

interface EndedExecution extends StalledExecution {
  readonly execution: Execution;
}

/** The error of an execution that was ended because it would wait for ever. */
const STALLED = "Terraloom.Stalled";

/**
 * Does what the options say once nothing is at work.
 *
 * @param running the executions that have not ended
 */
export function endWaiting(
  { skipsWaits, endsStalled, onWait }: WaitingOptions,
  clock: SkippingClock,
  running: readonly Execution[],
): EndedWaiting {
  const nextMs = clock.nextMs();
  if (nextMs !== undefined) {
    if (skipsWaits === true) return { goesOn: clock.skip(), stalled: [] };
    if (running.length > 0) onWait?.(nextMs - clock.nowMs());
    return { goesOn: false, stalled: [] };
  }
  if (endsStalled !== true || running.length === 0) return { goesOn: false, stalled: [] };
  return { goesOn: true, stalled: endStalled(running) };
}

/** Those that wait for somebody else; others may only wait for these. */
function endStalled(running: readonly Execution[]): readonly EndedExecution[] {
  const found = running.flatMap((execution) => {
    const stalled = stalledTask(execution);
    return stalled === undefined ? [] : { execution, ...stalled };
  });
  const ended = found.length > 0 ? found : running.map((execution) => ({ execution, ...unknown(execution) }));
  for (const one of ended) one.execution.stop({ error: STALLED, cause: stalledText(one) });
  return ended;
}

function unknown({ name }: Execution): StalledExecution {
  return { executionName: name, stateName: undefined, awaited: "something that nobody does" };
}
