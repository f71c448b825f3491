import assert from "node:assert/strict";
import { commandSets } from "../command-sets.ts";

describe("commandSets", () => {
  it("gives as many different sets as asked for", () => {
    const sets = commandSets(1000).map((set) => JSON.stringify(set));
    assert.equal(new Set(sets).size, 1000);
  });

  it("gives the same sets every time, and the first of many to a smaller app", () => {
    assert.deepEqual(commandSets(1000).slice(0, 18), commandSets(18));
  });

  it("uses all five clients in the sets of a small app", () => {
    const packages = commandSets(18).flatMap((set) => set.map((use) => use.package));
    assert.deepEqual([...new Set(packages)].sort(), [
      "@aws-sdk/client-dynamodb",
      "@aws-sdk/client-eventbridge",
      "@aws-sdk/client-s3",
      "@aws-sdk/client-sns",
      "@aws-sdk/client-sqs",
    ]);
  });
});
