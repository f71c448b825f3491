import assert from "node:assert/strict";
import { createWorkCount, type WorkCount } from "../../../local/bus/work-count.ts";
import { afterAllPromises } from "./stopped-clock.ts";

describe("a count of work", () => {
  const { signal } = new AbortController();
  let idle: number;
  let count: WorkCount;
  let end: (() => void)[];
  beforeEach(() => {
    idle = 0;
    end = [];
    count = createWorkCount(() => {
      idle += 1;
    });
  });

  const untilEnded = () => new Promise<void>((resolve) => end.push(resolve));
  const idleLater = async () => {
    await afterAllPromises();
    return idle;
  };

  it("tells once that nothing is at work, after the last work has ended", async () => {
    const works = [count.during(untilEnded), count.during(untilEnded)];
    end[0]?.();
    assert.equal(await idleLater(), 0);
    end[1]?.();
    await Promise.all(works);
    assert.equal(await idleLater(), 1);
  });

  it("tells nothing where other work begins in the same turn", async () => {
    await count.during(async () => {});
    const work = count.during(untilEnded);
    assert.equal(await idleLater(), 0);
    end[0]?.();
    await work;
  });

  it("ends work that fails, and gives its failure", async () => {
    await assert.rejects(
      count.during(() => Promise.reject(new Error("torn"))),
      { message: "torn" },
    );
    assert.equal(await idleLater(), 1);
  });

  it("looks when it is told to, but not into work", async () => {
    count.look();
    count.look();
    assert.equal(await idleLater(), 1);
    const work = count.during(untilEnded);
    count.look();
    assert.equal(await idleLater(), 1);
    end[0]?.();
    await work;
  });

  it("leaves out work that waits for others, until it goes on", async () => {
    const steps: Promise<void>[] = [];
    const work = count.during(async () => {
      await count.whileWaiting(untilEnded, signal);
      steps.push(untilEnded());
      await steps[0];
    });
    assert.equal(await idleLater(), 1);
    end[0]?.();
    assert.equal(await idleLater(), 1);
    end[1]?.();
    await work;
    assert.equal(await idleLater(), 2);
  });

  it("leaves nothing out any more for work that was given up while its wait goes on", async () => {
    const stop = new AbortController();
    const given = count.during(async () => {
      void count.whileWaiting(untilEnded, stop.signal);
    });
    stop.abort(new Error("timed out"));
    await given;
    await afterAllPromises();
    idle = 0;
    const other = count.during(untilEnded);
    assert.equal(await idleLater(), 0);
    for (const each of end) each();
    await other;
    assert.equal(await idleLater(), 1);
  });
});
