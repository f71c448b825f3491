import assert from "node:assert/strict";
import type { BuildCase, BuildResult } from "../build-result.ts";
import { CALL, type Contender, SYNTH, TERRALOOM } from "../contenders.ts";
import { type Goal, goalsOf, holds } from "../goals.ts";

const APP = { name: "shared-1", folder: "", sets: 1, handlers: [{ name: "a", uses: [], revision: 0 }] };

describe("goalsOf", () => {
  it("compares the cold build with the median of the call and of the synth together", () => {
    const shared = [
      resultOf(CALL, { cold: [8, 4, 5] }),
      resultOf(SYNTH, { cold: [1, 3, 1] }),
      resultOf(TERRALOOM, { cold: [9, 3, 1] }),
    ];
    const [cold] = goalsOf({ shared, own: [], large: [], init: undefined });
    assert.deepEqual(cold, {
      what: "cold build and synth of 1, against (call + synth)",
      bound: "at most",
      limit: 0.35,
      unit: "×",
      measured: 0.5,
    });
  });

  it("leaves open what was not measured", () => {
    const goals = goalsOf({ shared: [], own: [], large: [], init: undefined });
    assert.deepEqual(new Set(goals.map(({ measured }) => measured)), new Set([undefined]));
  });
});

describe("holds", () => {
  const goal = { what: "", limit: 2, unit: "×" } as const;
  const cases: readonly (readonly [Goal, boolean | undefined])[] = [
    [{ ...goal, bound: "at most", measured: 2 }, true],
    [{ ...goal, bound: "at most", measured: 2.1 }, false],
    [{ ...goal, bound: "at least", measured: 2 }, true],
    [{ ...goal, bound: "at least", measured: 1.9 }, false],
    [{ ...goal, bound: "at least", measured: undefined }, undefined],
  ];
  for (const [judged, answer] of cases) {
    it(`answers ${answer} for ${judged.measured} where ${judged.bound} ${judged.limit} is the goal`, () => {
      assert.equal(holds(judged), answer);
    });
  }
});

function resultOf(contender: Contender, walls: Partial<Record<BuildCase, readonly number[]>>): BuildResult {
  const runs = Object.entries(walls).flatMap(([buildCase, seconds]) =>
    seconds.map((wallSeconds, index) => ({
      contender,
      buildCase: buildCase as BuildCase,
      round: index + 1,
      wallSeconds,
      peakMb: undefined,
      digests: new Map(),
    })),
  );
  return { app: APP, contender, runs, zipBytes: 0 };
}
