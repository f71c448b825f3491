import assert from "node:assert/strict";
import { createAlarm } from "../../../local/bus/alarm.ts";
import { afterAllPromises, skipAhead, stoppedClock } from "./stopped-clock.ts";

describe("an alarm", () => {
  /** When it rang. */
  const ringing = (signal = new AbortController().signal) => {
    const clock = stoppedClock(0);
    const rang: number[] = [];
    const alarm = createAlarm(clock, signal, () => rang.push(clock.nowMs()));
    return { clock, alarm, rang };
  };

  it("rings once, at the moment that it was set to last", async () => {
    const { clock, alarm, rang } = ringing();
    alarm.set(1000);
    alarm.set(2000);
    assert.equal(await skipAhead(clock), true);
    assert.equal(await skipAhead(clock), false);
    assert.deepEqual(rang, [2000]);
  });

  it("rings again when it is set again", async () => {
    const { clock, alarm, rang } = ringing();
    for (const ms of [1000, 2000]) {
      alarm.set(ms);
      await skipAhead(clock);
    }
    assert.deepEqual(rang, [1000, 2000]);
  });

  it("stays silent when it is set off", async () => {
    const { clock, alarm, rang } = ringing();
    alarm.set(1000);
    alarm.set(undefined);
    assert.equal(await skipAhead(clock), false);
    assert.deepEqual(rang, []);
  });

  it("stays silent after its signal", async () => {
    const stop = new AbortController();
    const { clock, alarm, rang } = ringing(stop.signal);
    alarm.set(1000);
    stop.abort();
    await afterAllPromises();
    alarm.set(2000);
    assert.equal(await skipAhead(clock), false);
    assert.deepEqual(rang, []);
  });
});
