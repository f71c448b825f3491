import assert from "node:assert/strict";
import { codeFrame } from "../../reporting/code-frame.ts";

/** The frame of the first occurrence of `part` in the line. */
function frameOf(lineText: string, part: string, suggestion?: string): readonly string[] {
  const start = lineText.indexOf(part);
  return codeFrame({ line: 7, lineText, start, length: part.length, ...(suggestion && { suggestion }) });
}

describe("a code frame", () => {
  it("marks a part of a line with a tilde for each column", () => {
    assert.deepEqual(frameOf('import pad from "left-pad";', '"left-pad"'), [
      '7 │ import pad from "left-pad";',
      "  ╵                 ~~~~~~~~~~",
    ]);
  });

  it("marks a single character, and the place after the last one, with a caret", () => {
    assert.deepEqual(frameOf("const y x = 1;", "x"), ["7 │ const y x = 1;", "  ╵         ^"]);
    assert.deepEqual(codeFrame({ line: 7, lineText: "f(", start: 2, length: 0 }), ["7 │ f(", "  ╵   ^"]);
  });

  it("shows a suggestion below the marker", () => {
    assert.deepEqual(frameOf('import foo form "x"', "form", "from"), [
      '7 │ import foo form "x"',
      "  │            ~~~~",
      "  ╵            from",
    ]);
  });

  it("makes room for the line's number", () => {
    assert.deepEqual(codeFrame({ line: 1200, lineText: "a b", start: 2, length: 1 }), [
      "1200 │ a b",
      "     ╵   ^",
    ]);
  });

  it("ends the marker with the line where more is marked", () => {
    assert.deepEqual(codeFrame({ line: 7, lineText: "a `b", start: 2, length: 50 }), [
      "7 │ a `b",
      "  ╵   ~~",
    ]);
  });

  it("counts columns as a terminal does: two for a tab, for wide characters and for emoji", () => {
    assert.deepEqual(frameOf("\tf('漢字🐈', \tx y);", "y"), [
      "7 │   f('漢字🐈',   x y);",
      "  ╵                   ^",
    ]);
    assert.deepEqual(frameOf("f('漢字')", "漢字"), ["7 │ f('漢字')", "  ╵    ~~~~"]);
  });

  it("shows what could steer a terminal as escapes, and marks what stands behind it", () => {
    assert.deepEqual(frameOf("'\u001b[2J\u202e' x", "x"), [
      "7 │ '\\u001b[2J\\u202e' x",
      "  ╵                   ^",
    ]);
    assert.deepEqual(frameOf("a \u009b", "\u009b", "\u001b"), [
      "7 │ a \\u009b",
      "  │   ~~~~~~",
      "  ╵   \\u001b",
    ]);
  });

  it("cuts a long line on both sides of the place", () => {
    const [line, marker] = frameOf(`${"a".repeat(500)}x${"b".repeat(500)}`, "x");
    assert.equal(line, `7 │ …${"a".repeat(38)}x${"b".repeat(39)}…`);
    assert.equal(marker, `  ╵ ${" ".repeat(39)}^`);
  });

  it("cuts a long line on the side where it is long", () => {
    assert.deepEqual(frameOf(`x${"b".repeat(500)}`, "x"), [`7 │ x${"b".repeat(78)}…`, "  ╵ ^"]);
    assert.deepEqual(frameOf(`${"a".repeat(500)}x`, "x"), [
      `7 │ …${"a".repeat(78)}x`,
      `  ╵ ${" ".repeat(79)}^`,
    ]);
  });

  it("cuts what is marked where it is long itself", () => {
    assert.deepEqual(frameOf(`f(${"x".repeat(500)})`, "x".repeat(500)), [
      `7 │ f(${"x".repeat(59)}…)`,
      `  ╵   ${"~".repeat(60)}`,
    ]);
  });

  it("cuts no character in halves", () => {
    const [line] = frameOf(`${"🐈".repeat(500)}x${"🐈".repeat(500)}`, "x");
    assert.equal(line, `7 │ …${"🐈".repeat(19)}x${"🐈".repeat(19)}…`);
  });

  it("takes a line of megabytes at once", () => {
    const started = performance.now();
    frameOf(`${"a".repeat(5_000_000)}x${"b".repeat(5_000_000)}`, "x");
    assert.ok(performance.now() - started < 1_000);
  });
});
