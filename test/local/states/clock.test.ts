import assert from "node:assert/strict";
import { realClock, simulatedClock } from "../../../local/states/clock.ts";

const never = () => new AbortController().signal;

describe("simulatedClock", () => {
  it("jumps from one waiter to the next, the earliest first", async () => {
    const clock = simulatedClock(1000);
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms, never());
      woken.push(`${name} at ${clock.nowMs()}`);
    };
    await Promise.all([sleeper("late", 86_400_000), sleeper("early", 5)]);
    assert.deepEqual(woken, ["early at 1005", "late at 86401000"]);
  });

  it("rejects with the signal's reason", async () => {
    const stop = new AbortController();
    const sleep = simulatedClock().sleep(1000, stop.signal);
    stop.abort(new Error("stopped"));
    await assert.rejects(sleep, { message: "stopped" });
  });

  it("stands still while work runs", async () => {
    const clock = simulatedClock();
    const order: string[] = [];
    const sleep = clock.sleep(86_400_000, never()).then(() => order.push("slept"));
    await clock.during?.(async () => {
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      order.push("worked");
    });
    await sleep;
    assert.deepEqual(order, ["worked", "slept"]);
  });
});

describe("realClock", () => {
  it("rejects with the signal's reason, at once where it is aborted already", async () => {
    const reason = new Error("stopped");
    await assert.rejects(realClock.sleep(60_000, AbortSignal.abort(reason)), reason);
    const stop = new AbortController();
    const sleep = realClock.sleep(60_000, stop.signal);
    stop.abort(reason);
    await assert.rejects(sleep, reason);
  });
});
