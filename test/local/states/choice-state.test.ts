import assert from "node:assert/strict";
import { runDefinition } from "./run-definition.ts";

/** Where a Choice state leads: `yes` when its only rule holds, else `no`. */
async function decides(rule: object, input: unknown, choice: object = {}): Promise<unknown> {
  const to = (Result: string) => ({ Type: "Pass", Result, End: true });
  const Choice = { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }], Default: "No", ...choice };
  const States = { Choice, Yes: to("yes"), No: to("no") };
  const { output, error, cause } = await runDefinition({ StartAt: "Choice", States }, { input });
  return output ?? { error, cause };
}

/** An operator with its operand, a value of `$.x` for which it holds, and one for which it does not. */
const OPERATORS: readonly (readonly [string, unknown, unknown, unknown])[] = [
  ["BooleanEquals", true, true, "true"],
  ["BooleanEqualsPath", "$.y", false, true],
  ["IsBoolean", true, false, 0],
  ["IsNull", true, null, ""],
  ["IsNull", false, 1, null],
  ["IsNumeric", true, 1.5, "1.5"],
  ["IsPresent", true, null, undefined],
  ["IsPresent", false, undefined, 1],
  ["IsString", true, "", 1],
  ["IsTimestamp", true, "2026-01-01T00:00:00Z", "2026-01-01"],
  ["NumericEquals", 5, 5.0, "5"],
  ["NumericEqualsPath", "$.five", 5, 6],
  ["NumericGreaterThan", 5, 6, 5],
  ["NumericGreaterThanPath", "$.five", 6, 5],
  ["NumericGreaterThanEquals", 5, 5, 4],
  ["NumericGreaterThanEqualsPath", "$.five", 5, 4],
  ["NumericLessThan", 5, 4, 5],
  ["NumericLessThanPath", "$.five", 4, 5],
  ["NumericLessThanEquals", 5, 5, 6],
  ["NumericLessThanEqualsPath", "$.five", 5, 6],
  ["StringEquals", "m", "m", "M"],
  ["StringEqualsPath", "$.m", "m", "n"],
  ["StringGreaterThan", "m", "n", "m"],
  ["StringGreaterThanPath", "$.m", "n", "m"],
  ["StringGreaterThanEquals", "m", "m", "l"],
  ["StringGreaterThanEqualsPath", "$.m", "m", "l"],
  ["StringLessThan", "m", "l", "m"],
  ["StringLessThanPath", "$.m", "l", "m"],
  ["StringLessThanEquals", "m", "m", "n"],
  ["StringLessThanEqualsPath", "$.m", "m", "n"],
  ["StringMatches", "log-*.txt", "log-1.txt", "log-1.txt.gz"],
  ["StringMatches", "a\\*b", "a*b", "acb"],
  ["TimestampEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-01-01T01:00:00Z"],
  ["TimestampEqualsPath", "$.noon", "2026-01-01T12:00:00Z", "noon"],
  ["TimestampGreaterThan", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00.001Z", "2026-01-01T12:00:00Z"],
  ["TimestampGreaterThanPath", "$.noon", "2026-01-01T13:00:00Z", "2026-01-01T12:00:00Z"],
  ["TimestampGreaterThanEquals", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", "2026-01-01T11:00:00Z"],
  ["TimestampGreaterThanEqualsPath", "$.noon", "2026-01-01T12:00:00Z", "2026-01-01T11:00:00Z"],
  ["TimestampLessThan", "2026-01-01T12:00:00Z", "2026-01-01T11:00:00Z", "2026-01-01T12:00:00Z"],
  ["TimestampLessThanPath", "$.noon", "2026-01-01T11:00:00Z", "2026-01-01T12:00:00Z"],
  ["TimestampLessThanEquals", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z"],
  ["TimestampLessThanEqualsPath", "$.noon", "2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z"],
];

describe("a Choice state", () => {
  for (const [operator, operand, holding, other] of OPERATORS) {
    it(`decides by ${operator} ${JSON.stringify(operand)}`, async () => {
      const rule = { Variable: "$.x", [operator]: operand };
      const input = (x: unknown) => ({
        y: false,
        five: 5,
        m: "m",
        noon: "2026-01-01T12:00:00Z",
        ...(x !== undefined && { x }),
      });
      assert.equal(await decides(rule, input(holding)), "yes");
      assert.equal(await decides(rule, input(other)), "no");
    });
  }

  it("joins rules with And, Or and Not", async () => {
    const is = (value: number) => ({ Variable: "$.x", NumericEquals: value });
    const between = {
      And: [
        { Variable: "$.x", NumericGreaterThan: 0 },
        { Or: [is(1), is(2), { Not: { Variable: "$.x", NumericLessThan: 10 } }] },
      ],
    };
    const answers = await Promise.all([0, 1, 2, 3, 10].map((x) => decides(between, { x })));
    assert.deepEqual(answers, ["no", "yes", "yes", "no", "yes"]);
  });

  it("takes the first rule that holds", async () => {
    const to = (Result: string) => ({ Type: "Pass", Result, End: true });
    const Choices = ["One", "Two"].map((Next) => ({ Variable: "$.x", IsNumeric: true, Next }));
    const States = { Choice: { Type: "Choice", Choices }, One: to("one"), Two: to("two") };
    assert.equal((await runDefinition({ StartAt: "Choice", States }, { input: { x: 1 } })).output, "one");
  });

  it("looks at the context object and at variables", async () => {
    assert.equal(await decides({ Variable: "$$.Execution.Name", StringEquals: "first" }, {}), "yes");
    const Assigning = { Type: "Pass", Assign: { limit: 5 }, Next: "Choice" };
    const Choice = { Type: "Choice", Choices: [{ Variable: "$limit", NumericEquals: 5, Next: "Yes" }] };
    const States = { Assigning, Choice, Yes: { Type: "Pass", Result: "yes", End: true } };
    assert.equal((await runDefinition({ StartAt: "Assigning", States })).output, "yes");
  });

  it("sets the variables of the rule that holds, or else its own", async () => {
    const show = { Type: "Pass", Parameters: { "by.$": "$by" }, End: true };
    const Choices = [{ Variable: "$.x", NumericEquals: 1, Assign: { by: "rule" }, Next: "Yes" }];
    const Choice = { Type: "Choice", Choices, Assign: { by: "state" }, Default: "No" };
    const definition = { StartAt: "Choice", States: { Choice, Yes: show, No: show } };
    const outputFor = async (x: number) => (await runDefinition(definition, { input: { x } })).output;
    assert.deepEqual([await outputFor(1), await outputFor(2)], [{ by: "rule" }, { by: "state" }]);
  });

  it("filters its input and output", async () => {
    const Choice = {
      Type: "Choice",
      InputPath: "$.in",
      OutputPath: "$.out",
      Choices: [{ Variable: "$.x", NumericEquals: 1, Next: "Done" }],
    };
    const definition = { StartAt: "Choice", States: { Choice, Done: { Type: "Succeed" } } };
    const { output } = await runDefinition(definition, { input: { in: { x: 1, out: "kept" } } });
    assert.equal(output, "kept");
  });

  it("fails where no rule holds and there is no default", async () => {
    const Choice = { Type: "Choice", Choices: [{ Variable: "$.x", NumericEquals: 1, Next: "Done" }] };
    const definition = { StartAt: "Choice", States: { Choice, Done: { Type: "Succeed" } } };
    const { error, cause } = await runDefinition(definition, { input: { x: 2 } });
    assert.deepEqual(
      { error, cause },
      {
        error: "States.Runtime",
        cause:
          "An error occurred while executing the state 'Choice' (entered at the event id #2). " +
          "Failed to transition out of the state. The state does not point to a next state.",
      },
    );
  });

  it("fails where a variable leads nowhere", async () => {
    assert.deepEqual(await decides({ Variable: "$.x.y", StringEquals: "a" }, {}), {
      error: "States.Runtime",
      cause:
        "An error occurred while executing the state 'Choice' (entered at the event id #2). " +
        "Invalid path '$.x.y': The choice state's condition path references an invalid value.",
    });
  });
});

describe("a JSONata Choice state", () => {
  const jsonata = { QueryLanguage: "JSONata" };

  it("decides by its conditions", async () => {
    const rule = { Condition: "{% $states.input.x > 5 and $states.input.y %}" };
    assert.equal(await decides(rule, { x: 6, y: true }, jsonata), "yes");
    assert.equal(await decides(rule, { x: 5, y: true }, jsonata), "no");
  });

  it("takes a condition without an expression", async () => {
    assert.equal(await decides({ Condition: true }, {}, jsonata), "yes");
  });

  it("gives the output of the rule that holds, or else its own", async () => {
    const Choices = [{ Condition: "{% $states.input.x = 1 %}", Output: { by: "rule" }, Next: "Done" }];
    const Choice = { Type: "Choice", ...jsonata, Choices, Output: { by: "{% 'state' %}" }, Default: "Done" };
    const definition = { StartAt: "Choice", States: { Choice, Done: { Type: "Succeed" } } };
    const outputFor = async (x: number) => (await runDefinition(definition, { input: { x } })).output;
    assert.deepEqual([await outputFor(1), await outputFor(2)], [{ by: "rule" }, { by: "state" }]);
  });

  it("fails where a condition is no boolean", async () => {
    assert.deepEqual(await decides({ Condition: "{% $states.input.x %}" }, { x: 1 }, jsonata), {
      error: "States.QueryEvaluationError",
      cause:
        "An error occurred while executing the state 'Choice' (entered at the event id #2). " +
        "The JSONata expression '$states.input.x' specified for the field 'Choices[0]/Condition' returned an " +
        "unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    });
  });
});
