import assert from "node:assert/strict";
import { checkDefinition } from "../../../local/states/check-definition.ts";
import { type DefinitionError, definitionError } from "../../../local/states/definition-error.ts";

const PASS = { Type: "Pass", End: true };
const TASK = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "resize" },
  End: true,
};
const one = (state: unknown, whole: object = {}) => ({ StartAt: "One", States: { One: state }, ...whole });

const SCHEMA = "SCHEMA_VALIDATION_FAILED";
const TARGET = "MISSING_TRANSITION_TARGET";

/** A definition, and what AWS says of it: code, message and location. */
const REFUSED: readonly (readonly [object, ...(readonly [string, string, string?])[]])[] = [
  [{}, [SCHEMA, "These fields are required: [States, StartAt]", "/"]],
  [{ States: { One: PASS } }, [SCHEMA, "These fields are required: [StartAt]", "/"]],
  [{ StartAt: "One", States: {} }, [SCHEMA, "Value cannot be empty", "/States"]],
  [one(PASS, { timeout: 1 }), [SCHEMA, "Field 'timeout' is not supported", "/"]],
  [
    one({ Type: "Succeed" }, { QueryLanguage: 5 }),
    [SCHEMA, "Expected value of type [STRING]", "/QueryLanguage"],
  ],
  [one(PASS, { Version: "2.0" }), [SCHEMA, "Value should be one of the following: [1.0]", "/Version"]],
  [
    one({ Type: "Wait", SecondsPath: "s", Foo: 1, Bar: 2 }),
    [SCHEMA, "This object should have only one of the following fields: [Next, End]", "/States/One"],
    [SCHEMA, "Field 'Foo' is not supported", "/States/One"],
    [SCHEMA, "Field 'Bar' is not supported", "/States/One"],
    [
      SCHEMA,
      "Value is not a Reference Path: Reference path didn't start with '$'",
      "/States/One/SecondsPath",
    ],
  ],
  [
    one({ Type: "Fail", ErrorPath: "error", CausePath: "States.Format('{}', $.a)" }),
    [SCHEMA, "Value must be a valid JSONPath.", "/States/One/ErrorPath"],
  ],
  [
    one({ Type: "Map", End: true }),
    [
      SCHEMA,
      "This object should have only one of the following fields: [ItemProcessor, Iterator]",
      "/States/One",
    ],
  ],
  [
    {
      StartAt: "One",
      States: {
        One: { Type: "Map", Label: "l", ItemProcessor: { StartAt: "A", States: { A: PASS } }, Next: "Two" },
        Two: { Type: "Map", Label: "l", ItemProcessor: { StartAt: "B", States: { B: PASS } }, End: true },
      },
    },
    ["DUPLICATE_LABEL_NAME", "Duplicate Label name: l", "/States/Two/Label"],
  ],
  [one({ End: true }), [SCHEMA, "These fields are required: [Type]", "/States/One"]],
  [
    one({ Type: "Pass" }),
    [SCHEMA, "This object should have only one of the following fields: [Next, End]", "/States/One"],
  ],
  [
    one({ ...PASS, Next: "One" }),
    [SCHEMA, "There should only be one of the following fields: [Next, End]", "/States/One"],
  ],
  [
    one({ Type: "Wait", Seconds: 1, SecondsPath: "$.s", End: true }),
    [
      SCHEMA,
      "There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]",
      "/States/One",
    ],
  ],
  [
    one({ Type: "Wait", Timestamp: "now", End: true }),
    [SCHEMA, "String does not match RFC3339 timestamp", "/States/One/Timestamp"],
  ],
  [
    one({ ...PASS, TimeoutSeconds: 5, InputPath: "a" }),
    [SCHEMA, "Field 'TimeoutSeconds' is not supported", "/States/One"],
    [SCHEMA, "Value must be a valid JSONPath.", "/States/One/InputPath"],
  ],
  [
    one({ ...PASS, ResultPath: "$.a[*]" }),
    [SCHEMA, "Value is not a Reference Path", "/States/One/ResultPath"],
  ],
  [
    one({ ...PASS, Parameters: { a: { "b.$": "c" } } }),
    [
      SCHEMA,
      "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call",
      "/States/One/Parameters/a",
    ],
  ],
  [
    one({ ...PASS, Assign: { states: 1 } }),
    ["RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'.", "/States/One/Assign/states"],
  ],
  [
    one({ ...PASS, Assign: { "a-b.$": "$" } }),
    [
      "INVALID_VARIABLE_NAME",
      "Invalid variable name 'a-b': the variable name contains invalid characters.",
      "/States/One/Assign/a-b.$",
    ],
  ],
  [
    one({ ...TASK, Retry: [{}], Catch: [{ ErrorEquals: [], Next: "One" }] }),
    [SCHEMA, "These fields are required: [ErrorEquals]", "/States/One/Retry[0]"],
    [SCHEMA, "Value cannot be empty", "/States/One/Catch[0]/ErrorEquals"],
  ],
  [
    one({ ...TASK, Catch: [{ ErrorEquals: ["States.ALL", "A"], Next: "One", _comment: "" }] }),
    [SCHEMA, "States.ALL must appear alone and at end of list", "/States/One/Catch[0]/ErrorEquals"],
    [SCHEMA, "Field '_comment' is not supported", "/States/One/Catch[0]"],
  ],
  [
    one({ ...TASK, Catch: [{ ErrorEquals: ["A"], Next: "One", _comment: "" }] }),
    [SCHEMA, "Field '_comment' is not supported", "/States/One/Catch[0]"],
  ],
  [
    one({ ...TASK, Catch: [{ ErrorEquals: ["A"] }] }),
    [SCHEMA, "These fields are required: [Next]", "/States/One/Catch[0]"],
  ],
  [one({ ...TASK, TimeoutSeconds: 0 }), [SCHEMA, "Minimum value is 1", "/States/One/TimeoutSeconds"]],
  [
    one({
      Type: "Map",
      ToleratedFailurePercentage: 101,
      ItemProcessor: { StartAt: "In", States: { In: PASS } },
      End: true,
    }),
    [SCHEMA, "Maximum value is 100.0", "/States/One/ToleratedFailurePercentage"],
  ],
  [
    one({ ...TASK, Resource: "arn:aws:states:::dynamodb:query" }),
    [
      SCHEMA,
      "The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the " +
        "resource is not available in this region.",
      "/States/One/Resource",
    ],
  ],
  [
    one({ Type: "Choice", Choices: [{ Not: { Variable: "$.a", IsNull: true, Next: "One" }, Next: "One" }] }),
    [SCHEMA, "Field 'Next' is not supported", "/States/One/Choices[0]/Not"],
  ],
  [
    one({ Type: "Choice", Choices: [{ Next: "One" }] }),
    [
      SCHEMA,
      "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
      "/States/One/Choices[0]",
    ],
  ],
  [
    one({
      Type: "Choice",
      Choices: [{ Variable: "$.a", IsNull: true, Not: {}, Next: "One" }],
      Default: "One",
    }),
    [
      SCHEMA,
      "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
      "/States/One/Choices[0]",
    ],
  ],
  [
    one({
      Type: "Choice",
      Choices: [
        { Variable: "States.ArrayLength($.a)", NumericEquals: 0, Next: "One" },
        { And: [], Next: "One" },
        { Variable: "$.a", IsNull: true, IsString: true, Next: "One" },
        { Variable: "$.a", StringLike: "b", Next: "One" },
        { Not: { Variable: "$.a", NumericEqualsPath: "b" }, Next: "One" },
      ],
    }),
    [
      SCHEMA,
      "Value is not a Reference Path: Reference path didn't start with '$'",
      "/States/One/Choices[0]/Variable",
    ],
    [SCHEMA, "Value cannot be empty", "/States/One/Choices[1]/And"],
    [
      SCHEMA,
      "There should only be one of the following fields: [IsNull, IsString]",
      "/States/One/Choices[2]",
    ],
    [SCHEMA, "Field 'StringLike' is not supported", "/States/One/Choices[3]"],
    [
      SCHEMA,
      "Value is not a Reference Path: Reference path didn't start with '$'",
      "/States/One/Choices[4]/Not/NumericEqualsPath",
    ],
  ],
  [
    one({ ...PASS, Output: 1 }),
    [
      SCHEMA,
      "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
      "/States/One",
    ],
  ],
  [
    one({ ...PASS, QueryLanguage: "JSONPath", Output: 1 }, { QueryLanguage: "JSONata" }),
    [
      SCHEMA,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      "/States/One",
    ],
  ],
  [
    one({ ...PASS, Output: { a: ["{% 1 + %}"] } }, { QueryLanguage: "JSONata" }),
    ["INVALID_JSONATA_EXPRESSION", "Unexpected end of expression", "/States/One/Output/a[0]"],
  ],
  [
    one({ ...PASS, Output: "{% $$ %}" }, { QueryLanguage: "JSONata" }),
    ["UNSUPPORTED_JSONATA_EXPRESSION", "Reference to '$$' is not supported.", "/States/One/Output"],
  ],
  [
    one({ ...PASS, Output: "{% 1" }, { QueryLanguage: "JSONata" }),
    [SCHEMA, "JSONata string must start with {% and end with %}", "/States/One/Output"],
  ],
  [
    one({ Type: "Pass", Next: "Two" }),
    [TARGET, "Missing 'Next' target: Two", "/States/One/Next"],
    ["MISSING_END_STATE", "Workflow has no terminal state"],
  ],
  [
    { StartAt: "Nope", States: { One: PASS, "a/b": PASS } },
    [TARGET, "Missing 'Next' target: Nope", "/StartAt"],
    [TARGET, 'State "One" is not reachable.', "/States/One"],
    [TARGET, 'State "a/b" is not reachable.', "/States/a/b"],
  ],
  [
    one({ Type: "Parallel", Branches: [{ StartAt: "In", States: { In: PASS, Lost: PASS } }], End: true }),
    [TARGET, 'State "Lost" is not reachable.', "/States/One/Branches[0]/States/Lost"],
  ],
  [
    one({ Type: "Map", ItemProcessor: one(PASS), End: true }),
    ["DUPLICATE_STATE_NAME", "Duplicate State name: One", "/States/One/ItemProcessor/States/One"],
  ],
];

/** What is said of a definition; null where it is taken. */
function diagnosticsOf(definition: unknown, type?: "STANDARD" | "EXPRESS") {
  try {
    checkDefinition(definition, type);
    return null;
  } catch (error) {
    return (error as DefinitionError).diagnostics;
  }
}

describe("what AWS says of a definition", () => {
  for (const [definition, ...said] of REFUSED) {
    it(`is known of ${JSON.stringify(definition)}`, () => {
      const expected = said.map(([code, message, location]) => ({
        code,
        message,
        ...(location !== undefined && { location }),
      }));
      assert.deepEqual(diagnosticsOf(definition), expected);
    });
  }

  it("is known of what an Express workflow cannot do", () => {
    const said = (state: object) => diagnosticsOf(one(state), "EXPRESS")?.map(({ message }) => message);
    assert.deepEqual(said({ ...TASK, Resource: `${TASK.Resource}.waitForTaskToken` }), [
      "Express state machine does not support '.waitForTaskToken' service integration",
    ]);
    assert.deepEqual(said({ ...TASK, Resource: "arn:aws:states:us-east-1:111111111111:activity:a" }), [
      "Express state machine does not support Activity ARN",
    ]);
  });

  it("asks for an end of the whole only", () => {
    const loop = {
      StartAt: "A",
      States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } },
    };
    assert.equal(diagnosticsOf(one({ Type: "Map", ItemProcessor: loop, End: true })), null);
  });

  it("is, where its words are not known, what is said here", () => {
    assert.deepEqual(definitionError("States/One", "that", "this").diagnostics, [
      { code: SCHEMA, message: "Expected that, but found this", location: "/States/One" },
    ]);
  });
});
