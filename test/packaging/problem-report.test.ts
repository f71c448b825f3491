import assert from "node:assert/strict";
import type { AskedArtifact, BuildProblem } from "../../packaging/build-problem.ts";
import { problemReport } from "../../packaging/problem-report.ts";

const fn = (id: string): AskedArtifact => ({ kind: "function", id, source: `functions/${id}/handler.ts` });
const layer = (id: string): AskedArtifact => ({ kind: "layer", id, source: `layers/${id}` });

/** An error of esbuild in the tenth column. */
function compileProblem(file: string, line: number, breaks: readonly AskedArtifact[]): BuildProblem {
  return {
    place: { file, line, column: 10 },
    brief: "No",
    breaks,
    parts: {
      at: `${file}:${line}:10`,
      expected: "code that compiles",
      found: "this error: No",
      advice: "Correct it and build again.",
      details: [`    ${line} │ code`],
    },
  };
}

const tooLarge = (id: string): BuildProblem => ({
  breaks: [fn(id)],
  parts: { at: id, expected: "10 bytes", found: "11", advice: "Make it smaller." },
});

const messageOf = (...problems: readonly BuildProblem[]) => problemReport(problems).message;

describe("the report of a build's problems", () => {
  it("is the problem's own message where there is one, without what goes without saying", () => {
    const own = "functions/x/handler.ts:3:10: Expected code that compiles, but found this error: No. ";
    assert.equal(
      messageOf(compileProblem("functions/x/handler.ts", 3, [fn("x")])),
      `${own}Correct it and build again.\n    3 │ code`,
    );
    assert.equal(
      messageOf(compileProblem("layers/kit/src/a.ts", 3, [layer("kit")])),
      "layers/kit/src/a.ts:3:10: Expected code that compiles, but found this error: No. " +
        "Correct it and build again.\n    3 │ code",
    );
    assert.equal(messageOf(tooLarge("x")), "x: Expected 10 bytes, but found 11. Make it smaller.");
  });

  it("says what one problem breaks where that is another function, or several", () => {
    assert.equal(
      messageOf(compileProblem("functions/shared.ts", 3, [fn("x")])),
      "functions/shared.ts:3:10: Expected code that compiles, but found this error: No. " +
        "Correct it and build again.\n    3 │ code\nIt breaks x.",
    );
    const many = Array.from({ length: 300 }, (_, index) => fn(`f${1000 + index}`));
    assert.equal(
      messageOf(compileProblem("functions/f1000/handler.ts", 3, many)),
      "functions/f1000/handler.ts:3:10: Expected code that compiles, but found this error: No. " +
        "Correct it and build again.\n    3 │ code\nIt breaks f1000, f1001, f1002, f1003, f1004 and 295 more.",
    );
  });

  const several = [
    tooLarge("b"),
    compileProblem("functions/shared.ts", 12, [fn("b"), fn("a")]),
    compileProblem("layers/kit/index.ts", 1, [layer("kit")]),
    compileProblem("functions/shared.ts", 2, [fn("a"), fn("b")]),
    compileProblem("functions/both.ts", 1, [fn("b")]),
    compileProblem("functions/both.ts", 1, [layer("kit")]),
    compileProblem("functions/both.ts", 1, [fn("b")]),
  ];
  const report = `Expected functions and layers that build, but found 5 errors that break 2 functions and 1 layer. Correct them and build again.

a, b
  functions/shared.ts:2:10: No
      2 │ code
  functions/shared.ts:12:10: No
      12 │ code

b
  b: Expected 10 bytes, but found 11. Make it smaller.

b, layer kit
  functions/both.ts:1:10: No
      1 │ code

layer kit
  layers/kit/index.ts:1:10: No
      1 │ code`;

  it("groups several by what they break, and tells each once, however often it was met", () => {
    assert.equal(messageOf(...several), report);
  });

  it("is the same in whatever order they were met", () => {
    for (let turn = 1; turn < several.length; turn += 1) {
      assert.equal(messageOf(...several.slice(turn), ...several.slice(0, turn)), report);
    }
    assert.equal(messageOf(...several.toReversed()), report);
  });

  it("shows the lines of the first fifty only, and tells all", () => {
    const many = Array.from({ length: 60 }, (_, index) => compileProblem("a.ts", index + 1, [fn("a")]));
    const lines = messageOf(...many).split("\n");
    assert.equal(
      lines[0],
      "Expected functions and layers that build, but found 60 errors that break 1 function. Correct them and build again.",
    );
    assert.deepEqual(lines.slice(-11), [
      "      50 │ code",
      ...Array.from({ length: 10 }, (_, index) => `  a.ts:${index + 51}:10: No`),
    ]);
  });

  it("shows what could steer a terminal as escapes", () => {
    const { details = [] } = problemReport([tooLarge("a\u001b"), tooLarge("b")]).parts;
    assert.equal(details[1], "a\\u001b");
  });
});
