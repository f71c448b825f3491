import assert from "node:assert/strict";
import { stackNames } from "../../cli/stack-names.ts";

describe("stackNames", () => {
  for (const [paths, names] of [
    [["plan.json"], [""]],
    [
      ["stacks/a/plan.json", "stacks/b/plan.json"],
      ["a", "b"],
    ],
    [
      ["./dev.json", "prod.json"],
      ["dev.json", "prod.json"],
    ],
    [
      ["x/eu/app/plan.json", "x/us/app/plan.json", "x/us/net/plan.json"],
      ["eu/app", "us/app", "us/net"],
    ],
    [
      ["plan.json", "b/plan.json"],
      ["plan.json", "b/plan.json"],
    ],
  ] as const) {
    it(`calls ${paths.join(" and ")} ${names.join(" and ") || "nothing"}`, () => {
      assert.deepEqual(stackNames(paths), names);
    });
  }
});
