import { whileClockStands } from "./clock.ts";
import type { StateRun } from "./state-run.ts";
import { untilAborted } from "./until-aborted.ts";

/** A call that a state makes. */
interface ServiceCall {
  readonly resource: string;
  readonly input: unknown;
  /** As in TaskCall. */
  readonly takesBytes?: boolean;
  /** Default: the state's own. */
  readonly signal?: AbortSignal;
  /** Default: nothing happens. */
  readonly heartbeat?: () => void;
}

const NO_HEARTBEAT = () => {};

/** Has a call of a service done, for as long as the signal is not aborted. A simulated clock stands still meanwhile. */
export function callService(run: StateRun, service: ServiceCall): Promise<unknown> {
  const { machine, name: stateName, context } = run;
  const { resource, input, signal = run.signal, heartbeat = NO_HEARTBEAT, takesBytes } = service;
  const task = { resource, input, stateName, context, signal, heartbeat };
  const call = () =>
    untilAborted(machine.runTask(takesBytes === true ? { ...task, takesBytes } : task), signal);
  return whileClockStands(machine.clock, call);
}
