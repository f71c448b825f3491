import { whileClockStands } from "./clock.ts";
import type { StateRun } from "./state-run.ts";
import { thenUnlessAborted, untilAborted } from "./until-aborted.ts";

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
  const { signal = run.signal } = service;
  return whileClockStands(run.machine.clock, () => untilAborted(begin(run, service, signal), signal));
}

/** The same, and what `onAnswer` or `onFailure` makes of it: as `then` would do it, without a promise of its own. */
export function callServiceThen<R>(
  run: StateRun,
  service: ServiceCall,
  onAnswer: (answer: unknown) => R | Promise<R>,
  onFailure: (thrown: unknown) => R | Promise<R>,
): Promise<R> {
  const { clock } = run.machine;
  if (clock.during !== undefined) return callService(run, service).then(onAnswer, onFailure);
  return thenUnlessAborted(begin(run, service, run.signal), run.signal, onAnswer, onFailure);
}

function begin({ machine, name: stateName, context }: StateRun, service: ServiceCall, signal: AbortSignal) {
  const { resource, input, heartbeat = NO_HEARTBEAT, takesBytes } = service;
  const task = { resource, input, stateName, context, signal, heartbeat };
  return machine.runTask(takesBytes === true ? { ...task, takesBytes } : task);
}
