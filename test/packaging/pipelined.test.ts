import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { inParts, pipelined } from "../../packaging/pipelined.ts";

describe("pipelined", () => {
  it("uses each part while the next is made, and gives the results in order", async () => {
    const events: string[] = [];
    const make = async (part: string) => {
      events.push(`make ${part}`);
      await setImmediate();
      return part.toUpperCase();
    };
    const use = (made: string) => {
      events.push(`use ${made}`);
      return made;
    };
    assert.deepEqual(await pipelined(["a", "b", "c"], make, use), ["A", "B", "C"]);
    assert.deepEqual(events, ["make a", "make b", "use A", "make c", "use B", "use C"]);
  });

  it("ends with the first error, also when the next part fails as well", async () => {
    const make = async (part: string) => {
      if (part !== "a") throw new Error(`cannot make ${part}`);
      return part;
    };
    const use = () => {
      throw new Error("cannot use it");
    };
    await assert.rejects(pipelined(["a", "b"], make, use), { message: "cannot use it" });
    await assert.rejects(pipelined(["b", "c"], make, use), { message: "cannot make b" });
  });
});

describe("inParts", () => {
  it("makes as few parts as possible, all about as large, and keeps the order", () => {
    const items = [1, 2, 3, 4, 5, 6, 7];
    assert.deepEqual(inParts(items, 3), [
      [1, 2],
      [3, 4, 5],
      [6, 7],
    ]);
    assert.deepEqual(inParts(items, 7), [items]);
    assert.deepEqual(inParts([], 3), []);
  });
});
