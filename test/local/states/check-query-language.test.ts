import assert from "node:assert/strict";
import { checkQueryLanguage } from "../../../local/states/check-query-language.ts";

const PASS = { Type: "Pass", End: true };
const one = (state: unknown) => ({ StartAt: "One", States: { One: state } });

const REFUSED: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  [
    "an unknown query language",
    { QueryLanguage: "SQL", ...one(PASS) },
    'QueryLanguage: Expected JSONPath or JSONata, but found "SQL".',
  ],
  [
    "a JSONPath state in a JSONata definition",
    { QueryLanguage: "JSONata", ...one({ ...PASS, QueryLanguage: "JSONPath" }) },
    'States.One.QueryLanguage: Expected JSONata, the language of the whole, but found "JSONPath".',
  ],
  [
    "a field of the other language",
    { QueryLanguage: "JSONata", ...one({ ...PASS, InputPath: "$.a" }) },
    "States.One.InputPath: Expected only fields of JSONata, but found one of the other query language.",
  ],
  [
    "a JSONata rule without a condition",
    { QueryLanguage: "JSONata", ...one({ Type: "Choice", Choices: [{ Next: "One" }] }) },
    "States.One.Choices[0]: Expected one of Condition, but found none.",
  ],
  [
    "a rule without a variable",
    one({ Type: "Choice", Choices: [{ And: [{ StringEquals: "a" }], Next: "One" }] }),
    "States.One.Choices[0].And[0]: Expected one of And, Or, Not, Variable, but found none.",
  ],
  [
    "a rule without an operator",
    one({ Type: "Choice", Choices: [{ Not: { Variable: "$.x" }, Next: "One" }] }),
    'States.One.Choices[0].Not: Expected an operator of "Choice workflow state" such as StringEquals, but found none.',
  ],
];

describe("checkQueryLanguage", () => {
  it("accepts a JSONata state in a JSONPath definition, each with its fields", () => {
    const States = {
      One: { Type: "Pass", InputPath: "$.a", Next: "Two" },
      Two: { Type: "Pass", QueryLanguage: "JSONata", Output: 1, End: true },
    };
    checkQueryLanguage({ StartAt: "One", States });
  });

  for (const [title, definition, sentence] of REFUSED) {
    it(`refuses ${title}`, () => {
      assert.throws(() => checkQueryLanguage(definition), {
        name: "UserError",
        message: `state machine definition, ${sentence} Correct the definition.`,
      });
    });
  }
});
