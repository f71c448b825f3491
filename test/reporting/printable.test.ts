import assert from "node:assert/strict";
import { printable } from "../../reporting/printable.ts";

describe("a printable text", () => {
  it("is the text itself where it cannot steer the terminal", () => {
    const text = "a cat – Über 100 % 猫 👍 <b> \\n";
    assert.equal(printable(text), text);
  });

  for (const [what, text, shown] of [
    ["an escape sequence", "\u001b[2Jcat", "<U+001B>[2Jcat"],
    ["a line break", "a\r\nb", "a<U+000D><U+000A>b"],
    ["a tabulator and a bell", "\t\u0007", "<U+0009><U+0007>"],
    ["a control character above ASCII", "\u009b2J", "<U+009B>2J"],
    ["a change of direction", "cat\u202egpj.exe", "cat<U+202E>gpj.exe"],
    ["a character without width", "cat\u200b.jpg", "cat<U+200B>.jpg"],
    ["a line separator and a paragraph separator", "a\u2028b\u2029c", "a<U+2028>b<U+2029>c"],
    ["a tag character", "\u{e0041}", "<U+E0041>"],
  ] as const) {
    it(`shows ${what} as its code point`, () => {
      assert.equal(printable(text), shown);
    });
  }
});
