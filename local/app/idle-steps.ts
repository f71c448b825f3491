import type { SkippingClock } from "../bus/skipping-clock.ts";
import type { StrandedExecutions } from "./stranded-executions.ts";
import type { WiringOptions } from "./wiring-options.ts";

/** What comes next whenever nothing is at work. */
export interface IdleSteps {
  /**
   * From now on, whenever nothing is at work and before any time is skipped, `begin` is asked to begin something; it says whether it
   * has.
   */
  whenIdle(begin: () => boolean): void;
  /** The same for executions that are to be ended since nothing else is left: something may begin that sends their tokens. */
  beforeStranding(begin: () => boolean): void;
  /** To be called when nothing is at work. */
  take(clock: SkippingClock, stranded: StrandedExecutions): void;
}

export function createIdleSteps(
  options: Pick<WiringOptions, "skipsWaits" | "endsStranded" | "onWait">,
): IdleSteps {
  let begin = () => false;
  let beginLast = () => false;
  return {
    whenIdle(asked) {
      begin = asked;
    },
    beforeStranding(asked) {
      beginLast = asked;
    },
    take(clock, stranded) {
      // Looks again, for what has begun may be over at once.
      if (begin()) return clock.look();
      if (options.skipsWaits && clock.skip()) return;
      const ms = clock.untilNextMs();
      if (ms !== undefined) options.onWait?.(ms);
      else if (!options.endsStranded || !stranded.areThere()) return;
      else if (beginLast()) clock.look();
      else stranded.end();
    },
  };
}
