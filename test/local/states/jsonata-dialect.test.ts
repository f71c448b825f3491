import assert from "node:assert/strict";
import { outputOf, runDefinition } from "./run-definition.ts";

const PASS = { Type: "Pass", QueryLanguage: "JSONata", End: true };
const TASK = {
  Type: "Task",
  QueryLanguage: "JSONata",
  Resource: "arn:aws:lambda:us-east-1:123456789012:function:work",
  End: true,
};
const PLACE = "An error occurred while executing the state 'One' (entered at the event id #2). ";

/** The value of one expression. */
const value = (expression: string, input: unknown = {}) =>
  outputOf({ ...PASS, Output: `{% ${expression} %}` }, input);

const FUNCTIONS: readonly (readonly [string, unknown])[] = [
  ["$partition([1,2,3,4,5], 2)", [[1, 2], [3, 4], [5]]],
  ["$range(0, 10, 5)", [0, 5, 10]],
  ["$range(3, 1, -1)", [3, 2, 1]],
  ["$hash('abc', 'MD5')", "900150983cd24fb0d6963f7d28e17f72"],
  ["$hash('abc', 'SHA-256')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["$random()", 0.5],
  ["$random(7) = $random(7)", true],
  ["$random(42)", 0.7275636800328681],
  ["$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).index", 0],
  ["$parse('{\"a\": [1]}')", { a: [1] }],
  ["$partition([1,2,3])", [[1, 2, 3]]],
  ["$range(-1.7, 2, 1)", [-1, 0, 1, 2]],
];

/** Calls that fail, and what AWS says of them. */
const MISTAKEN: readonly (readonly [string, string])[] = [
  ["$partition('a', 2)", 'T0412: Argument 1 of function "partition" must be an array of undefined'],
  ["$partition([1], '2')", 'T0410: Argument 2 of function "partition" does not match function signature'],
  ["$partition([1], -1)", "D3137: Second argument must be zero or greater"],
  ["$range('a', 1, 1)", 'T0410: Argument 1 of function "range" does not match function signature'],
  ["$range(1, 2, 3, 4)", 'T0410: Argument 4 of function "range" does not match function signature'],
  ["$hash()", 'T0410: Argument 1 of function "hash" does not match function signature'],
  [
    "$hash('a', 'sha-256')",
    "D3137: Hash algorithm 'sha-256' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
  ],
  ["$hash('a', $none)", "D3137: Hash algorithm 'null' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"],
  ["$random('a')", 'T0410: Argument 1 of function "random" does not match function signature'],
  ["$uuid(1)", 'T0410: Argument 1 of function "uuid" does not match function signature'],
  ["$parse(1)", 'T0410: Argument 1 of function "parse" does not match function signature'],
  ["$parse('{')", "D3137: Invalid JSON"],
];

describe("data flow in JSONata", () => {
  it("hands Arguments to the task, and the whole input without them", async () => {
    const Arguments = { FunctionName: "f", Payload: { ids: ["{% $states.input.a %}", 2], text: "no %}" } };
    assert.deepEqual(await outputOf({ ...TASK, Arguments }, { a: 1 }), {
      FunctionName: "f",
      Payload: { ids: [1, 2], text: "no %}" },
    });
    assert.deepEqual(await outputOf(TASK, { a: 1 }), { a: 1 });
  });

  it("gives the Output from input, result and context", async () => {
    const Output = {
      all: "{% $merge([$states.input, $states.result]) %}",
      name: "{% $states.context.Execution.Name %}",
    };
    assert.deepEqual(await outputOf({ ...TASK, Output }, { a: 1 }, { runTask: async () => ({ b: 2 }) }), {
      all: { a: 1, b: 2 },
      name: "first",
    });
  });

  it("assigns variables that later states see, but not the same state's Output", async () => {
    const definition = {
      QueryLanguage: "JSONata",
      StartAt: "Set",
      States: {
        Set: { Type: "Pass", Assign: { n: 1, m: "{% $states.input.a %}" }, Next: "Again" },
        Again: {
          Type: "Pass",
          Assign: { n: "{% $n + 1 %}", m: "{% $n + $m %}" },
          Output: { n: "{% $n %}" },
          Next: "Show",
        },
        Show: {
          Type: "Pass",
          Output: { n: "{% $n %}", m: "{% $m %}", in: "{% $states.input %}" },
          End: true,
        },
      },
    };
    assert.deepEqual((await runDefinition(definition, { input: { a: 10 } })).output, {
      n: 2,
      m: 11,
      in: { n: 1 },
    });
  });

  for (const [expression, expected] of FUNCTIONS) {
    it(`evaluates ${expression}`, async () => {
      assert.deepEqual(await value(expression), expected);
    });
  }

  for (const [call, reason] of MISTAKEN) {
    it(`says what is wrong with ${call}`, async () => {
      await assert.rejects(value(call), {
        error: "States.QueryEvaluationError",
        cause: `${PLACE}The JSONata expression '${call}' specified for the field 'Output' threw an error during evaluation. ${reason}`,
      });
    });
  }

  it("has no $eval", async () => {
    await assert.rejects(value("$eval('1')"), {
      error: "States.QueryEvaluationError",
      cause:
        `${PLACE}The JSONata expression '$eval('1')' specified for the field 'Output' threw an error during ` +
        "evaluation. T1006: Attempted to invoke a non-function",
    });
  });

  it("fails where an expression gives nothing", async () => {
    await assert.rejects(value("$states.input.none"), {
      error: "States.QueryEvaluationError",
      cause:
        `${PLACE}The JSONata expression '$states.input.none' specified for the field 'Output' returned nothing ` +
        "(undefined).",
    });
  });

  it("names the place inside a field", async () => {
    const Output = { list: [1, "{% $states.input.none %}"] };
    await assert.rejects(outputOf({ ...PASS, Output }), {
      cause:
        `${PLACE}The JSONata expression '$states.input.none' specified for the field 'Output/list[1]' returned ` +
        "nothing (undefined).",
    });
  });

  it("refuses a function as a value", async () => {
    await assert.rejects(value("function($x) { $x }"), { error: "States.QueryEvaluationError" });
  });

  it("ends an expression that never ends", async () => {
    await assert.rejects(value("($f := function($n) { 1 + $f($n + 1) }; $f(0))"), {
      error: "States.QueryEvaluationError",
    });
  });

  it("refuses a setting of the wrong type", async () => {
    await assert.rejects(outputOf({ ...TASK, TimeoutSeconds: "{% 'soon' %}" }), {
      error: "States.QueryEvaluationError",
      cause:
        `${PLACE}The JSONata expression ''soon'' specified for the field 'TimeoutSeconds' returned an unexpected ` +
        `result type. Expected 'number', but was 'string' for value: "soon"`,
    });
  });
});
