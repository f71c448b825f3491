import assert from "node:assert/strict";
import { CALL, type Contender, SYNTH, TERRALOOM } from "../contenders.ts";
import { resultTables } from "../table.ts";

const APP = { name: "shared-1", folder: "", sets: 1, handlers: [{ name: "a", uses: [], revision: 0 }] };

describe("resultTables", () => {
  it("puts each goal beside what was measured and what was not", () => {
    const lines = linesOf([4, 4, 4]);
    assert.equal(
      lines.find((line) => line.startsWith("| cold build")),
      "| cold build and synth of 1, against (call + synth) | at most 0.35 × | 0.4 × | 0.4 × | **no** |",
    );
    assert.equal(
      lines.find((line) => line.startsWith("| init time")),
      "| init time against CDK's bundle with the SDK included | at most 0.7 × | – | – | – |",
    );
  });

  it("calls a goal unclear that holds by the medians but not by the fastest runs", () => {
    assert.equal(
      linesOf([4, 40, 40]).find((line) => line.startsWith("| cold build")),
      "| cold build and synth of 1, against (call + synth) | at most 0.35 × | 0.0488 × | 0.4 × | unclear |",
    );
  });

  it("gives each contender's times and their ratio to the call", () => {
    assert.equal(
      linesOf([4, 4, 4]).find((line) => line.startsWith("| **Terraloom**")),
      "| **Terraloom** | 2.00 s, 0.5 × | – | – | 100 MB | 2.00 MB | 0 | – |",
    );
  });
});

function linesOf(callSeconds: readonly number[]): readonly string[] {
  const shared = [resultOf(CALL, callSeconds), resultOf(SYNTH, [1, 1, 1]), resultOf(TERRALOOM, [2, 2, 2])];
  return resultTables({ shared, own: [], large: [], init: undefined }).split("\n");
}

function resultOf(contender: Contender, seconds: readonly number[]) {
  const runs = seconds.map((wallSeconds, index) => ({
    contender,
    buildCase: "cold" as const,
    round: index + 1,
    wallSeconds,
    peakMb: 100,
    digests: new Map([["a", "digest"]]),
  }));
  return { app: APP, contender, runs, zipBytes: 2 * 1024 ** 2 };
}
