import assert from "node:assert/strict";
import { displayWidth, firstColumns, lastColumns } from "../../reporting/display-width.ts";

describe("the width of a text in a terminal", () => {
  for (const [what, text, columns] of [
    ["Latin letters", "über", 4],
    ["letters with combining marks", "u\u0308be\u0301", 3],
    ["Chinese characters", "漢字", 4],
    ["half-width kana", "ｱｲ", 2],
    ["an emoji", "🐈", 2],
    ["an emoji of late", "🫠", 2],
    ["a sign that is drawn as a picture", "❤\uFE0F", 2],
    ["a flag", "🇪🇺", 2],
    ["nothing", "", 0],
  ] as const) {
    it(`of ${what} is ${columns}`, () => {
      assert.equal(displayWidth(text), columns);
    });
  }

  it("cuts a text at whole characters, at its beginning or its end", () => {
    assert.deepEqual([firstColumns("a漢字", 4), lastColumns("漢字a", 4)], ["a漢", "字a"]);
    assert.deepEqual([firstColumns("abc", 3), lastColumns("abc", 3)], ["abc", "abc"]);
    assert.deepEqual([firstColumns("abc", 0), lastColumns("abc", 0)], ["", ""]);
  });
});
