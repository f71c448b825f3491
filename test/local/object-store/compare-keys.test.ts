import assert from "node:assert/strict";
import { compareKeys } from "../../../local/object-store/compare-keys.ts";

describe("compareKeys", () => {
  it("orders as the UTF-8 bytes do", () => {
    const keys = [
      "",
      "a",
      "a/",
      "a/b",
      "aa",
      "b",
      "Z",
      "é",
      "写",
      "\uE000",
      "\uFFFD",
      "🐈",
      "🐈a",
      "🐉",
      " ",
      "%",
    ];
    const byBytes = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual([...keys].sort(compareKeys), byBytes);
  });
});
