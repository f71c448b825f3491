import assert from "node:assert/strict";
import { type AsyncInvocation, invokeAsynchronously } from "../../../local/app/async-invocation.ts";
import type { Invocation } from "../../../local/lambda/lambda-runtime.ts";
import { TooManyRequestsError } from "../../../local/lambda/reserved-concurrency.ts";
import { simulatedClock } from "../../../local/states/clock.ts";

const SIX_HOURS_MS = 21_600_000;
const MEASURES = { requestId: "request-1", durationMs: 1, isColdStart: false, maxRssMb: 40 };
const SUCCEEDED: Invocation = { ...MEASURES, payload: "done" };
const FAILED: Invocation = { ...MEASURES, payload: { errorMessage: "no" }, functionError: "Unhandled" };

describe("an asynchronous invocation", () => {
  /** What the attempts give one after the other, the last of them for ever; with the moments of the attempts. */
  async function invoke(
    attempts: readonly (Invocation | "throttled")[],
    changes: Partial<AsyncInvocation["settings"]> = {},
    isOff = false,
  ) {
    const clock = simulatedClock();
    const moments: number[] = [];
    const outcome = await invokeAsynchronously({
      invoke: async () => {
        const answer = attempts[Math.min(moments.push(clock.nowMs() / 1000), attempts.length) - 1];
        if (answer === "throttled" || answer === undefined) throw new TooManyRequestsError();
        return answer;
      },
      settings: { retries: 2, maxAgeMs: SIX_HOURS_MS, ...changes },
      isOff,
      clock,
      signal: new AbortController().signal,
    });
    return { outcome, moments };
  }

  it("is retried after one minute and after two more", async () => {
    assert.deepEqual(await invoke([FAILED]), {
      outcome: { condition: "RetriesExhausted", attempts: 3, answer: FAILED },
      moments: [0, 60, 180],
    });
  });

  it("ends with the first success", async () => {
    assert.deepEqual(await invoke([FAILED, SUCCEEDED]), {
      outcome: { condition: "Success", attempts: 2, answer: SUCCEEDED },
      moments: [0, 60],
    });
  });

  it("ends when the event has reached its maximum age", async () => {
    assert.deepEqual(await invoke([FAILED], { maxAgeMs: 60_000 }), {
      outcome: { condition: "EventAgeExceeded", attempts: 1, answer: FAILED },
      moments: [0],
    });
  });

  it("that is throttled waits from 1 second to 5 minutes, which are no retries", async () => {
    const { outcome, moments } = await invoke([...Array<"throttled">(11).fill("throttled"), SUCCEEDED], {
      retries: 0,
    });
    assert.deepEqual(outcome, { condition: "Success", attempts: 1, answer: SUCCEEDED });
    assert.deepEqual(moments, [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1111]);
  });

  it("that is throttled until the event is too old has no answer", async () => {
    const { outcome } = await invoke(["throttled"], { maxAgeMs: 60_000 });
    assert.deepEqual(outcome, { condition: "EventAgeExceeded", attempts: 0, answer: undefined });
  });

  it("of a function that is switched off is not tried again", async () => {
    assert.deepEqual(await invoke(["throttled"], {}, true), {
      outcome: { condition: "ZeroReservedConcurrency", attempts: 0 },
      moments: [0],
    });
  });

  it("throws what is neither the function's failure nor a throttle", async () => {
    const invocation = {
      invoke: () => Promise.reject(new Error("The Lambda runtime is closed.")),
      settings: { retries: 2, maxAgeMs: SIX_HOURS_MS },
      isOff: false,
      signal: new AbortController().signal,
    };
    await assert.rejects(invokeAsynchronously(invocation), { message: "The Lambda runtime is closed." });
  });
});
