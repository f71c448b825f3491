import assert from "node:assert/strict";
import { skippingClock } from "../../../local/bus/skipping-clock.ts";
import { type Clock, simulatedClock } from "../../../local/states/clock.ts";
import { afterAllPromises, skipAhead, standingClock, stoppedClock } from "./stopped-clock.ts";

describe("a clock that can be skipped", () => {
  const { signal } = new AbortController();

  it("goes with the clock below it", async () => {
    const clock = skippingClock(simulatedClock(1000));
    await clock.sleep(500, signal);
    assert.equal(clock.nowMs(), 1500);
  });

  it("skips to the earliest moment that somebody sleeps until, and no further", async () => {
    const clock = stoppedClock(0);
    const woken: string[] = [];
    void clock.sleep(2000, signal).then(() => woken.push(`late at ${clock.nowMs()}`));
    void clock.sleep(500, signal).then(() => woken.push(`early at ${clock.nowMs()}`));
    assert.equal(await skipAhead(clock), true);
    assert.deepEqual(woken, ["early at 500"]);
    assert.equal(await skipAhead(clock), true);
    assert.deepEqual(woken, ["early at 500", "late at 2000"]);
    assert.equal(await skipAhead(clock), false);
    assert.equal(clock.nowMs(), 2000);
  });

  it("skips to a moment, and not back", async () => {
    const clock = stoppedClock(0);
    let isAwake = false;
    void clock.sleep(1000, signal).then(() => {
      isAwake = true;
    });
    clock.skipTo(999);
    await afterAllPromises();
    assert.deepEqual([isAwake, clock.nowMs()], [false, 999]);
    clock.skipTo(5000);
    await afterAllPromises();
    assert.deepEqual([isAwake, clock.nowMs()], [true, 5000]);
    clock.skipTo(10);
    assert.equal(clock.nowMs(), 5000);
  });

  it("says that nothing is at work once what began has ended, and whether somebody sleeps then", async () => {
    const said: string[] = [];
    const clock = stoppedClock(0, () =>
      said.push(clock.untilNextMs() === undefined ? "nobody sleeps" : "somebody sleeps"),
    );
    const stop = new AbortController();
    let end = () => {};
    const work = clock.during(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const sleep = clock.sleep(1000, stop.signal);
    await afterAllPromises();
    assert.deepEqual(said, []);
    end();
    await work;
    await afterAllPromises();
    assert.deepEqual(said, ["somebody sleeps"]);
    stop.abort(new Error("stopped"));
    await assert.rejects(sleep, { message: "stopped" });
    await afterAllPromises();
    assert.deepEqual(said, ["somebody sleeps", "nobody sleeps"]);
  });

  it("takes all sleeps at once where it is skipped whenever nothing is at work", async () => {
    const clock = stoppedClock(0, () => void clock.skip());
    for (const ms of [5000, 86_400_000]) await clock.sleep(ms, signal);
    assert.equal(clock.nowMs(), 86_405_000);
  });

  it("wakes nobody but those whose time has come, in the order of their times", async () => {
    const timers: number[] = [];
    const below = standingClock(0);
    const sleep: Clock["sleep"] = (ms, until) => {
      timers.push(ms);
      return below.sleep(ms, until);
    };
    const clock = skippingClock({ ...below, sleep });
    const woken: string[] = [];
    for (const [name, ms] of [
      ["noon", 12],
      ["early", 1],
      ["noon too", 12],
      ["late", 100],
    ] as const) {
      void clock.sleep(ms, signal).then(() => woken.push(name));
    }
    clock.skipTo(12);
    await afterAllPromises();
    assert.deepEqual(woken, ["early", "noon", "noon too"]);
    // Of the clock below it asks one sleep at a time: the first one, an earlier one, and the rest of the last one.
    assert.deepEqual(timers, [12, 1, 88]);
  });

  it("lets the clock below it go once nobody sleeps", async () => {
    const signals: AbortSignal[] = [];
    const below = standingClock(0);
    const sleep: Clock["sleep"] = (ms, until) => {
      signals.push(until);
      return below.sleep(ms, until);
    };
    const clock = skippingClock({ ...below, sleep });
    const stop = new AbortController();
    const slept = clock.sleep(1000, stop.signal);
    stop.abort(new Error("stopped"));
    await assert.rejects(slept, { message: "stopped" });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  it("ends a sleep with the sleeper's signal, and skips to nobody who is gone", async () => {
    const clock = stoppedClock(0);
    const stop = new AbortController();
    const sleep = clock.sleep(1000, stop.signal);
    stop.abort(new Error("stopped"));
    await assert.rejects(sleep, { message: "stopped" });
    assert.equal(clock.skip(), false);
  });
});
