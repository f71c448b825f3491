import assert from "node:assert/strict";
import { checkPaths } from "../../../local/states/check-paths.ts";

const check = (state: object) =>
  checkPaths({ name: "One", place: "States.One", state: { Type: "Task", ...state } });

const REFUSED: readonly (readonly [object, string])[] = [
  [{ InputPath: "a" }, 'InputPath: Expected a path that starts with $, but found "a".'],
  [{ ResultPath: "$.a[*]" }, 'ResultPath: Expected a path to one place in the input, but found "$.a[*]".'],
  [{ ResultPath: "$$.a" }, 'ResultPath: Expected a path to one place in the input, but found "$$.a".'],
  [
    { Parameters: { a: [{ "b.$": "c" }] } },
    'Parameters.a[0].b.$: Expected a path or a call of an intrinsic function, but found "c".',
  ],
  [
    { ResultSelector: { "b.$": 1 } },
    "ResultSelector.b.$: Expected a path or a call of an intrinsic function, but found 1.",
  ],
  [
    { Assign: { "b.$": "States.Array(States.Nope(1))" } },
    'Assign.b.$: Expected a path or a call of an intrinsic function, but found "States.Array(States.Nope(1))".',
  ],
  [
    { Catch: [{ ResultPath: "$..a" }] },
    'Catch[0].ResultPath: Expected a path to one place in the input, but found "$..a".',
  ],
];

describe("checkPaths", () => {
  it("takes paths, calls and null", () => {
    assert.doesNotThrow(() =>
      check({
        InputPath: "$$.Execution",
        OutputPath: null,
        ResultPath: "$.a['b c'][0]",
        Parameters: { "a.$": "$name", "b.$": "States.Format('{}', $.items[?(@.a > 1)])", c: "plain" },
      }),
    );
  });

  for (const [state, sentence] of REFUSED) {
    it(`refuses ${sentence}`, () => {
      assert.throws(() => check(state), {
        name: "UserError",
        message: `state machine definition, States.One.${sentence} Correct the definition.`,
      });
    });
  }
});
