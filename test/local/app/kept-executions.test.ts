import assert from "node:assert/strict";
import type { Execution } from "../../../local/app/executions.ts";
import { createKeptExecutions } from "../../../local/app/kept-executions.ts";

/** An execution with ten events, and how to end it. */
function execution(arn: string) {
  let resolve = (): void => {};
  const result = new Promise<void>((settle) => {
    resolve = settle;
  });
  let isEnded = false;
  const one = {
    arn,
    events: Array.from({ length: 10 }),
    result,
    ended: () => (isEnded ? {} : undefined),
  };
  return {
    one: one as unknown as Execution,
    end: async () => {
      isEnded = true;
      resolve();
      await result;
    },
    /** Runs again, as after a redrive. */
    restart: () => {
      isEnded = false;
    },
  };
}

describe("the executions that are kept", () => {
  it("are all that run, and the latest of those that have ended", async () => {
    const kept = createKeptExecutions(20);
    const all = ["a", "b", "c", "d", "e"].map(execution);
    for (const { one } of all) kept.add(one);
    for (const { end } of [3, 0, 1].map((index) => all[index]).filter((one) => one !== undefined))
      await end();
    assert.deepEqual(
      kept.all().map(({ arn }) => arn),
      ["a", "b", "c", "e"],
    );
    assert.equal(kept.get("d"), undefined);
    assert.equal(kept.get("a")?.arn, "a");
  });

  it("are one at least, however long its history is", async () => {
    const kept = createKeptExecutions(5);
    const { one, end } = execution("a");
    kept.add(one);
    await end();
    assert.equal(kept.get("a"), one);
  });

  it("are those that were redriven, too", async () => {
    const kept = createKeptExecutions(10);
    const [first, second] = [execution("a"), execution("b")];
    kept.add(first.one);
    kept.add(second.one);
    await first.end();
    first.restart();
    await second.end();
    assert.equal(kept.get("a"), first.one);
  });
});
