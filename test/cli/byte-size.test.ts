import assert from "node:assert/strict";
import { byteSize } from "../../cli/byte-size.ts";

describe("a size in bytes", () => {
  for (const [bytes, shown] of [
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [20_594_546, "20.6 MB"],
  ] as const) {
    it(`of ${bytes} is shown as ${shown}`, () => assert.equal(byteSize(bytes), shown));
  }
});
