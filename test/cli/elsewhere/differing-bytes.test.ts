import assert from "node:assert/strict";
import { differingBytes } from "../../../cli/elsewhere/differing-bytes.ts";

const PLACES = { here: "/work/app", there: "/tmp/é/copy" };
const reasons = (here: string, there: string): readonly string[] =>
  differingBytes(Buffer.from(here), Buffer.from(there), PLACES);

describe("why two contents differ", () => {
  it("is a path of the folder, also as esbuild escapes it", () => {
    const expected = ["the absolute path of the folder is in it"];
    assert.deepEqual(reasons('"/work/app/a.ts"', '"/tmp/é/copy/a.ts"'), expected);
    assert.deepEqual(reasons('"/work/app/a.ts"', '"/tmp/\\xE9/copy/a.ts"'), expected);
  });

  for (const [here, there] of [
    ["built 2026-11-27T04:06:17.123Z!", "built 2026-11-27T04:06:18+13:45!"],
    ["at 1795752377000;", "at 1795752378000;"],
    ["Fri Nov 27 2026 04:06:17 GMT+0000", "Fri Nov 27 2026 17:51:18 GMT+1345"],
    ["Fri, 27 Nov 2026 04:06:17 GMT", "Fri, 27 Nov 2026 04:06:18 GMT"],
  ] as const) {
    it(`is a time: ${here}`, () => {
      assert.deepEqual(reasons(here, there), ["times are in it"]);
    });
  }

  it("is the order of lines, also of a list in JSON", () => {
    assert.deepEqual(reasons("[\n1,\n2\n]", "[\n2,\n1\n]"), ["the order of its lines"]);
  });

  it("is all of these, and the first place where something else differs", () => {
    assert.deepEqual(reasons("/work/app\nat 1795752377\nabc", "/tmp/é/copy\nat 1795752378\nabd"), [
      "the absolute path of the folder is in it",
      "times are in it",
      "from line 3, column 3 on",
    ]);
  });

  it("is no time that both have", () => {
    assert.deepEqual(reasons("2026-11-27T04:06Z a", "2026-11-27T04:06Z b"), ["from line 1, column 8 on"]);
  });
});
