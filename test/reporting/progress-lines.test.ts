import assert from "node:assert/strict";
import { LONG_MS, progressLines } from "../../reporting/progress-lines.ts";

describe("progress in a log", () => {
  let lines: string[];
  let timers: Set<() => void>;
  const progress = () =>
    progressLines(
      (line) => lines.push(line),
      (milliseconds, call) => {
        assert.equal(milliseconds, LONG_MS);
        timers.add(call);
        return () => timers.delete(call);
      },
    );
  const timePasses = () => {
    for (const call of timers) call();
  };
  beforeEach(() => {
    lines = [];
    timers = new Set();
  });

  it("is silent for phases that are not long", () => {
    const phase = progress().phase("layers", 1);
    phase.begin("installing sharp")();
    phase.tick("sharp");
    phase.end();
    timePasses();
    assert.deepEqual(lines, []);
  });

  it("says in one line what a long phase is at", () => {
    const phase = progress().phase("layers", 3);
    phase.begin("bundling kit")();
    for (const id of ["a", "b"]) phase.begin(`installing ${id}`);
    timePasses();
    phase.end();
    assert.deepEqual(lines, ["layers: installing a, installing b …"]);
  });

  it("names the first of many, as a terminal may show them", () => {
    const phase = progress().phase("layers", 9);
    for (let index = 1; index <= 9; index += 1) phase.begin(`\u001b${index}`);
    timePasses();
    assert.deepEqual(lines, ["layers: \\u001b1, \\u001b2, \\u001b3, \\u001b4, \\u001b5 and 4 more …"]);
  });

  it("says that it works where nothing is named", () => {
    progress().phase("build", 9);
    timePasses();
    assert.deepEqual(lines, ["build: working …"]);
  });
});
