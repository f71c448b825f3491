import type { Invocation } from "../lambda/lambda-runtime.ts";
import { TooManyRequestsError } from "../lambda/reserved-concurrency.ts";
import { type Clock, realClock } from "../states/clock.ts";
import type { AsyncSettings } from "./async-settings.ts";

/** How an event ended that a function was called with asynchronously, in the words of the record that Lambda makes of it. */
export interface AsyncOutcome {
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";
  /** Attempts that reached the function. */
  readonly attempts: number;
  /** Of the last attempt that reached the function. */
  readonly answer?: Invocation | undefined;
}

export interface AsyncInvocation {
  readonly invoke: () => Promise<Invocation>;
  readonly settings: AsyncSettings;
  /** Whether the function can never be called. */
  readonly isOff: boolean;
  /** On which the waits pass. Default: a function error is retried at once, throttled events are tried again and again. */
  readonly clock?: Clock | undefined;
  readonly signal: AbortSignal;
}

/** After the first and the second failure. */
const RETRY_WAITS_MS = [60_000, 120_000];
const FIRST_THROTTLE_WAIT_MS = 1000;
const LONGEST_THROTTLE_WAIT_MS = 300_000;
/** On a laptop nobody gains by the minutes that Lambda lets pass; a place may be free soon. */
const THROTTLE_WAIT_WITHOUT_CLOCK_MS = 100;

/**
 * Calls until the function succeeds, as often and for as long as its settings say, with the waits of "How Lambda handles
 * errors and retries with asynchronous invocation".
 */
export async function invokeAsynchronously(invocation: AsyncInvocation): Promise<AsyncOutcome> {
  const { settings, clock, signal } = invocation;
  const { nowMs } = clock ?? realClock;
  const startMs = nowMs();
  // What Lambda would have waited where nobody waits here: the event is older by that.
  let skippedMs = 0;
  let attempts = 0;
  let answer: Invocation | undefined;
  for (let throttles = 0; ; ) {
    const next = await attempt(invocation);
    if (next === undefined) {
      if (invocation.isOff) return { condition: "ZeroReservedConcurrency", attempts };
      await (clock ?? realClock).sleep(
        clock ? throttleWaitMs(throttles) : THROTTLE_WAIT_WITHOUT_CLOCK_MS,
        signal,
      );
      throttles += 1;
    } else {
      answer = next;
      attempts += 1;
      if (answer.functionError === undefined) return { condition: "Success", attempts, answer };
      if (attempts > settings.retries) return { condition: "RetriesExhausted", attempts, answer };
      const waitMs = RETRY_WAITS_MS[attempts - 1] ?? 0;
      if (clock === undefined) skippedMs += waitMs;
      else await clock.sleep(waitMs, signal);
    }
    if (nowMs() - startMs + skippedMs >= settings.maxAgeMs)
      return { condition: "EventAgeExceeded", attempts, answer };
  }
}

/** Undefined when the function is throttled. */
async function attempt({ invoke, clock }: AsyncInvocation): Promise<Invocation | undefined> {
  try {
    return await (clock?.during ? clock.during(invoke) : invoke());
  } catch (error) {
    if (error instanceof TooManyRequestsError) return undefined;
    throw error;
  }
}

function throttleWaitMs(throttles: number): number {
  return Math.min(FIRST_THROTTLE_WAIT_MS * 2 ** throttles, LONGEST_THROTTLE_WAIT_MS);
}
