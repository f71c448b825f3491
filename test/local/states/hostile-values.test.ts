import assert from "node:assert/strict";
import { outputOf, runDefinition, runOne } from "./run-definition.ts";

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let index = 0; index < depth; index += 1) value = [value];
  return value;
}

const jsonata = (Output: string) => ({ Type: "Pass", QueryLanguage: "JSONata", Output, End: true });

describe("values and expressions without measure", () => {
  for (const [what, state] of [
    ["hands it on", { Type: "Pass", End: true }],
    ["puts it into another", { Type: "Pass", Parameters: { "a.$": "$" }, End: true }],
    ["searches it", { Type: "Pass", Parameters: { "a.$": "$..x" }, End: true }],
    ["writes it as text", { Type: "Pass", Parameters: { "a.$": "States.JsonToString($)" }, End: true }],
    ["evaluates it", jsonata("{% $states.input %}")],
  ] as const) {
    it(`fail a state that ${what}, where the input has 10,000 lists in one another`, async () => {
      const { status, error } = await runOne(state, nested(10_000));
      assert.deepEqual([status, error], ["FAILED", "States.Runtime"]);
    });
  }

  it("fail a state whose text holds 50,000 lists in one another", async () => {
    const text = "[".repeat(50_000) + "]".repeat(50_000);
    const state = { Type: "Pass", Parameters: { "a.$": "States.StringToJson($)" }, End: true };
    assert.equal((await runOne(state, text)).error, "States.Runtime");
  });

  it("are refused in a definition", async () => {
    const state = { Type: "Pass", Result: nested(1001), End: true };
    await assert.rejects(runOne(state), {
      name: "UserError",
      message:
        "state machine definition, as a whole: Expected no more than 1000 lists and objects in one another, but found " +
        "more. Correct the definition.",
    });
  });

  it("fail an expression that calls itself without end", async () => {
    const { error, cause } = await runOne(jsonata("{% ($f := function($x) { 1 + $f($x) }; $f(1)) %}"));
    assert.equal(error, "States.QueryEvaluationError");
    assert.match(
      cause ?? "",
      /threw an error during evaluation: Stack overflow error: Check for non-terminating/,
    );
  });

  it("fail an expression that makes ever longer lists", async () => {
    const { error } = await runOne(jsonata("{% ($f := function($x) { $f($append($x, $x)) }; $f([1])) %}"));
    assert.equal(error, "States.QueryEvaluationError");
  });

  it("fail an expression that never ends", async () => {
    const { error, cause } = await runOne(jsonata("{% ($f := function($x) { $f($x + 1) }; $f(1)) %}"));
    assert.equal(error, "States.QueryEvaluationError");
    assert.match(cause ?? "", /evaluation: Expression evaluation timeout: Check for infinite loop$/);
  }).timeout(30_000);

  const text = `${"a".repeat(40)}b`;

  it("fail a regular expression that explodes, in JSONata", async () => {
    const { error } = await runOne(jsonata("{% $match($states.input, /^(a+)+$/) %}"), text);
    assert.equal(error, "States.QueryEvaluationError");
  }).timeout(30_000);

  it("fail a regular expression that explodes, in JSONPath", async () => {
    const state = { Type: "Pass", Parameters: { "a.$": "$[?(@.t =~ /^(a+)+$/)]" }, End: true };
    assert.equal((await runOne(state, [{ t: text }])).error, "States.Runtime");
  }).timeout(30_000);

  it("are found by regular expressions that do not", async () => {
    const found = await outputOf(jsonata('{% $match("ab12c3", /[a-z]+([0-9]+)/).groups %}'));
    assert.deepEqual(found, ["12", "3"]);
    assert.equal(await outputOf(jsonata('{% $replace("a-b-c", /-/, "+") %}')), "a+b+c");
    assert.deepEqual(await outputOf(jsonata('{% $split("a1b2c", /[0-9]/) %}')), ["a", "b", "c"]);
  });

  it("are keys like all others where they have the names of JavaScript's own", async () => {
    const input = JSON.parse('{"__proto__": {"a": 1}, "constructor": 7}');
    const Parameters = JSON.parse('{"__proto__": {"x.$": "$.__proto__"}, "c.$": "$.constructor"}');
    const output = await outputOf({ Type: "Pass", Parameters, End: true }, input);
    assert.equal(JSON.stringify(output), '{"__proto__":{"x":{"a":1}},"c":7}');
    const missing = await runOne({ Type: "Pass", InputPath: "$.constructor", End: true }, {});
    assert.equal(missing.error, "States.Runtime");
    await outputOf({ Type: "Pass", Result: 1, ResultPath: "$.__proto__.polluted", End: true });
    assert.equal(Reflect.get({}, "polluted"), undefined);
  });

  it("are set as variables under such names", async () => {
    const Assign = JSON.parse('{"__proto__": {"z": 1}}');
    const States = {
      A: { Type: "Pass", Assign, Next: "B" },
      B: { Type: "Pass", Parameters: { "v.$": "$__proto__" }, End: true },
    };
    assert.deepEqual((await runDefinition({ StartAt: "A", States })).output, { v: { z: 1 } });
  });

  for (const [what, result, cause] of [
    ["a BigInt", 10n, "The result of the task is not valid JSON: Do not know how to serialize a BigInt"],
    ["a function", () => 1, 'The result of the task is not valid JSON: "undefined" is not valid JSON'],
  ] as const) {
    it(`fail a task that gives ${what}`, async () => {
      const failed = await runOne(
        { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true },
        {},
        { runTask: async () => result },
      );
      assert.deepEqual([failed.error, failed.cause], ["States.Runtime", cause]);
    });
  }
});
