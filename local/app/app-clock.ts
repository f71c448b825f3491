import { type SkippingClock, skippingClock } from "../bus/skipping-clock.ts";
import { createStillness, type Stillness, watchedClock } from "../bus/stillness.ts";
import type { Clock } from "../states/clock.ts";
import type { TaskTokens } from "../states/task-tokens.ts";
import { endWaiting, type WaitingOptions } from "./end-of-waiting.ts";
import type { Execution } from "./executions.ts";
import type { StalledExecution } from "./stalled-execution.ts";

/** The time of a running stack, and who waits for it. */
export interface AppClock {
  readonly clock: SkippingClock;
  /** For executions: what takes real time counts by itself, so that a task of which another execution is a part waits with it. */
  readonly executionClock: Clock;
  /** Executions that were ended because they would have waited for ever. */
  readonly stalled: readonly StalledExecution[];
  /** Runs work that takes real time: nothing stands still meanwhile. */
  readonly during: Stillness["during"];
  /** The same tokens, whose tasks begin to wait. */
  watched(tokens: TaskTokens): TaskTokens;
}

/** @param running gives the executions that have not ended */
export function createAppClock(
  below: Clock,
  options: WaitingOptions,
  running: () => readonly Execution[],
): AppClock {
  const stalled: StalledExecution[] = [];
  const stopped = new WeakSet<Execution>();
  const stillness = createStillness(() => {
    const left = running().filter((execution) => !stopped.has(execution));
    const waiting = endWaiting(options, clock, left);
    for (const { execution, ...what } of waiting.stalled) {
      stopped.add(execution);
      stalled.push(what);
    }
    if (waiting.goesOn) stillness.look();
  });
  const clock = watchedClock(skippingClock(below), stillness);
  return {
    clock,
    executionClock: { nowMs: clock.nowMs, sleep: clock.sleep },
    stalled,
    during: (work) => stillness.during(() => (below.during === undefined ? work() : below.during(work))),
    watched: (tokens) => ({
      ...tokens,
      issue() {
        stillness.look();
        return tokens.issue();
      },
    }),
  };
}
