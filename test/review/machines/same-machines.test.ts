import assert from "node:assert/strict";
import { compareMachines } from "../../../review/machines/compare-machines.ts";
import type { JsonObject } from "../../../review/plan/json.ts";

const one = (state: JsonObject, machine: JsonObject = {}): JsonObject => ({
  StartAt: "A",
  States: { A: state },
  ...machine,
});

const TASK: JsonObject = { Type: "Task", Resource: "arn:aws:lambda:eu-west-1:1:function:crop", End: true };

/** Pairs that do the same. */
const SAME: Readonly<Record<string, readonly [JsonObject, JsonObject]>> = {
  "paths that are the default": [
    one(TASK),
    one({ ...TASK, InputPath: "$", OutputPath: "$", ResultPath: "$" }),
  ],
  "retriers spelled out": [
    one({ ...TASK, Retry: [{ ErrorEquals: ["A"] }] }),
    one({
      ...TASK,
      Retry: [
        { BackoffRate: 2, ErrorEquals: ["A"], IntervalSeconds: 1, JitterStrategy: "NONE", MaxAttempts: 3 },
      ],
    }),
  ],
  "a timeout that is the default": [one(TASK), one({ ...TASK, TimeoutSeconds: 99999999 })],
  "the order of a retrier's errors": [
    one({ ...TASK, Retry: [{ ErrorEquals: ["A", "B"] }] }),
    one({ ...TASK, Retry: [{ ErrorEquals: ["B", "A"] }] }),
  ],
  "a catcher's result path spelled out": [
    one({ ...TASK, Catch: [{ ErrorEquals: ["A"], Next: "A" }] }),
    one({ ...TASK, Catch: [{ ErrorEquals: ["A"], Next: "A", ResultPath: "$" }] }),
  ],
  "empty lists": [one(TASK), one({ ...TASK, Retry: [], Catch: [] })],
  "the query language spelled out": [
    one(TASK),
    one({ ...TASK, QueryLanguage: "JSONPath" }, { QueryLanguage: "JSONPath" }),
  ],
  "the query language of the state or of the machine": [
    one({ ...TASK, QueryLanguage: "JSONata" }),
    one(TASK, { QueryLanguage: "JSONata" }),
  ],
  "an output that is the result": [
    one(TASK, { QueryLanguage: "JSONata" }),
    one({ ...TASK, Output: "{% $states.result %}" }, { QueryLanguage: "JSONata" }),
  ],
  "the version": [one(TASK), one(TASK, { Version: "1.0" })],
  comments: [
    one({ ...TASK, Comment: "old", Retry: [{ ErrorEquals: ["A"], Comment: "old" }] }, { Comment: "old" }),
    one({ ...TASK, Retry: [{ ErrorEquals: ["A"] }] }),
  ],
  "comments of rules": [
    one({ Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "A" }] }),
    one({ Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "A", Comment: "always" }] }),
  ],
};

/** Pairs that differ in little. */
const OTHER: Readonly<Record<string, readonly [JsonObject, JsonObject, words: string]>> = {
  "a path that is null": [one(TASK), one({ ...TASK, InputPath: null }), "A: InputPath $ → null"],
  "the query language": [
    one(TASK),
    one(TASK, { QueryLanguage: "JSONata" }),
    'A: QueryLanguage "JSONPath" → "JSONata"',
  ],
  "the order of the parts of a condition, the first of which guards the second": [
    one({
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: "$.a", IsPresent: true },
            { Variable: "$.a", IsNull: false },
          ],
          Next: "A",
        },
      ],
    }),
    one({
      Type: "Choice",
      Choices: [
        {
          And: [
            { Variable: "$.a", IsNull: false },
            { Variable: "$.a", IsPresent: true },
          ],
          Next: "A",
        },
      ],
    }),
    "A: goes to A when $.a is not null and $.a is present (was $.a is present and $.a is not null)",
  ],
};

describe("compareMachines, of two spellings", () => {
  for (const [what, [before, after]] of Object.entries(SAME)) {
    it(`takes for the same: ${what}`, () => {
      for (const { same, changes, counts } of [
        compareMachines(before, after),
        compareMachines(after, before),
      ]) {
        assert.deepEqual(changes, []);
        assert.equal(same, true);
        assert.deepEqual(counts, { added: 0, removed: 0, changed: 0, rerouted: 0 });
      }
    });
  }

  for (const [what, [before, after, words]] of Object.entries(OTHER)) {
    it(`does not take for the same: ${what}`, () => {
      const { same, changes } = compareMachines(before, after);
      assert.deepEqual(
        changes.map(({ text }) => text),
        [words],
      );
      assert.equal(same, false);
    });
  }
});
