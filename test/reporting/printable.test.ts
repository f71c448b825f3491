import assert from "node:assert/strict";
import { printable, printableLines } from "../../reporting/printable.ts";

describe("a printable text", () => {
  it("is the text itself where nothing in it is hidden", () => {
    const text = "a cat – Über 100 % 猫 👍 ⚠️ é <b> \\n";
    assert.equal(printable(text), text);
  });

  for (const [what, text, shown] of [
    ["line breaks and a tab", "a\r\nb\tc", "a\\r\\nb\\tc"],
    ["an escape sequence", "\u001b[2J\u009b1m\u0007\b\u0000", "\\u001b[2J\\u009b1m\\u0007\\u0008\\u0000"],
    ["a change of direction", "cat\u202egpj.exe", "cat\\u202egpj.exe"],
    ["characters without width", "a\u200b\u200d\ufeff\u00ad\u3164", "a\\u200b\\u200d\\ufeff\\u00ad\\u3164"],
    ["tag characters", "\u{e0041}", "\\u{e0041}"],
    ["halves of surrogate pairs", "\ud800 \udc00", "\\ud800 \\udc00"],
    ["other spaces", "a\u00a0b\u2003c\u2028\u2029", "a\\u00a0b\\u2003c\\u2028\\u2029"],
    ["private characters and those that are none", "\ue000\ufffe", "\\ue000\\ufffe"],
    ["a mark that stands alone", "\u0301a", "\\u0301a"],
    ["marks that pile up", "a\u0300\u0301\u0302\u0303", "a\u0300\u0301\u0302\\u0303"],
    ["a variation selector without a picture", "a\ufe0f", "a\\ufe0f"],
  ] as const) {
    it(`shows ${what} as escapes`, () => {
      assert.equal(printable(text), shown);
    });
  }

  it("keeps its lines where it may have several, and shows tabs as spaces", () => {
    assert.deepEqual(printableLines("{\r\n\t1\r}\n"), ["{", "  1\\r}", ""]);
  });
});
