import assert from "node:assert/strict";
import { delimitedRecords } from "../../../local/states/delimited-text.ts";

describe("delimitedRecords", () => {
  for (const [what, text, records] of [
    [
      "splits lines and fields",
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "takes the line ends of Windows, and no empty line",
      "a,b\r\n\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "keeps empty fields",
      "a,,\n,",
      [
        ["a", "", ""],
        ["", ""],
      ],
    ],
    ["keeps delimiters and line ends in quotes", '"a,\nb",c', [["a,\nb", "c"]]],
    ["takes two quotes for one", '"say ""hi""",{""k"":1}', [['say "hi"', "{k:1}"]]],
    [
      "lets a backslash keep a backslash, a quote and a delimiter",
      'C:\\\\x,a\\,b,\\"',
      [["C:\\x", "a,b", '"']],
    ],
    ["drops a backslash before all else", "a\\bc\\", [["abc"]]],
    ["leaves the mark at the start of a file out", "\uFEFFa,b", [["a", "b"]]],
  ] as const) {
    it(what, () => {
      assert.deepEqual(delimitedRecords(text, ","), records);
    });
  }

  it("takes another delimiter", () => {
    assert.deepEqual(delimitedRecords("a,1|b\\|2", "|"), [["a,1", "b|2"]]);
  });
});
