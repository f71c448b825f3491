import assert from "node:assert/strict";
import { checkExpressions } from "../../../local/states/check-expressions.ts";

function check(expression: string, field = "Output"): void {
  const state = { Type: "Task", [field]: { a: [`{% ${expression} %}`] } };
  checkExpressions({ name: "One", place: "States.One", state });
}

const TAKEN = [
  "$states.input.items[price > 5].name",
  "$map($states.input.items, function($item, $at) { $item.x + $at })",
  "$states.input.items^(>price).{ 'n': name }",
  "$states.input.orders{ name: $sum(price) }",
  "$states.input ~> |orders|{ 'paid': done }|",
  "($a := $states.input.a; $a.b[c = 1])",
  "$states.context.Execution.Id & $name",
];

const REFUSED: readonly (readonly [string, string])[] = [
  ["phone", 'Expected names behind $states or a variable, but found phone in "phone".'],
  ["$sum(a.b)", 'Expected names behind $states or a variable, but found a in "$sum(a.b)".'],
  ["$x[$$ = 1]", 'Expected names behind $states or a variable, but found $$ in "$x[$$ = 1]".'],
  ["a[1,2)", 'Expected a JSONata expression, but found "a[1,2)": Expected "]", got ",".'],
  [
    "$states.errorOutput.Cause",
    'Expected $states.errorOutput in a catcher only, but found it in "$states.errorOutput.Cause".',
  ],
];

describe("checkExpressions", () => {
  for (const expression of TAKEN) {
    it(`takes ${expression}`, () => {
      assert.doesNotThrow(() => check(expression));
    });
  }

  it("takes the error output in a catcher", () => {
    assert.doesNotThrow(() => check("$states.errorOutput.Cause", "Catch"));
  });

  it("says nothing of an expression that Terraform fills in", () => {
    assert.doesNotThrow(() => check("${TfToken[TOKEN.1]} + a"));
  });

  for (const [expression, sentence] of REFUSED) {
    it(`refuses ${expression}`, () => {
      assert.throws(() => check(expression), {
        name: "UserError",
        message: `state machine definition, States.One.Output.a[0]: ${sentence} Correct the definition.`,
      });
    });
  }
});
