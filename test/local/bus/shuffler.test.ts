import assert from "node:assert/strict";
import { createShuffler } from "../../../local/bus/shuffler.ts";
import { seededRandom } from "../../../local/states/seeded-random.ts";
import { skipAhead, stoppedClock } from "./stopped-clock.ts";

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8];

function shuffling(seed: number, signal = new AbortController().signal) {
  const clock = stoppedClock(0);
  const began: number[] = [];
  const { shuffle, hold } = createShuffler(seededRandom(seed), clock, signal);
  return { clock, began, shuffle, hold: (number: number) => hold(() => void began.push(number)) };
}

describe("another order", () => {
  it("has the same items, and is the same for the same seed", () => {
    const orders = [7, 7, 8].map((seed) => shuffling(seed).shuffle(NUMBERS));
    assert.deepEqual(orders[0], orders[1]);
    assert.notDeepEqual(orders[0], orders[2]);
    for (const order of orders) {
      assert.notDeepEqual(order, NUMBERS);
      assert.deepEqual([...order].sort(), NUMBERS);
    }
  });

  it("holds work back until enough of it is there to choose from", () => {
    const { began, hold } = shuffling(7);
    for (const number of [1, 2, 3, 4]) hold(number);
    assert.deepEqual(began, []);
    hold(5);
    assert.equal(began.length, 1);
  });

  it("lets everything begin after a moment", async () => {
    const { clock, began, hold } = shuffling(7);
    for (const number of NUMBERS) hold(number);
    await skipAhead(clock);
    assert.notDeepEqual(began, NUMBERS);
    assert.deepEqual([...began].sort(), NUMBERS);
    assert.equal(clock.nowMs(), 50);
    hold(9);
    await skipAhead(clock);
    assert.deepEqual([began.at(-1), clock.nowMs()], [9, 100]);
  });

  it("lets go of everything with its signal, and holds nothing any more", () => {
    const stop = new AbortController();
    const { began, hold } = shuffling(7, stop.signal);
    hold(1);
    stop.abort();
    hold(2);
    assert.deepEqual(began, [1, 2]);
  });
});
