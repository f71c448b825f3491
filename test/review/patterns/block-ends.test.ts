import assert from "node:assert/strict";
import { blockEnds } from "../../../review/patterns/block-ends.ts";

describe("blockEnds", () => {
  for (const [block, ends] of [
    ["10.1.0.0/16", ["10.1.0.0", "10.1.255.255", "10.0.255.255", "10.2.0.0"]],
    ["0.0.0.0/0", ["0.0.0.0", "255.255.255.255"]],
    [
      "2001:db8::/127",
      [
        "2001:db8:0:0:0:0:0:0",
        "2001:db8:0:0:0:0:0:1",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8:0:0:0:0:0:2",
      ],
    ],
    [
      "0:0::FFFF:a00:0/127",
      ["0:0:0:0:0:ffff:a00:0", "0:0:0:0:0:ffff:a00:1", "0:0:0:0:0:ffff:9ff:ffff", "0:0:0:0:0:ffff:a00:2"],
    ],
    ["10.0.0.1/32", []],
    ["no block", []],
  ] as const) {
    it(`gives those of ${block}`, () => {
      assert.deepEqual(blockEnds(block), ends);
    });
  }
});
