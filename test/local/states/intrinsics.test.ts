import assert from "node:assert/strict";
import { evaluateIntrinsic } from "../../../local/states/intrinsics.ts";

const DATA = {
  input: { list: [1, 2, 3, 2], name: "cat", nested: { a: 1 }, json: '{"a":[1]}', n: 4 },
  context: { Execution: { Name: "first" } },
  variables: { step: 2 },
};

const evaluate = (text: string) => evaluateIntrinsic(text, DATA, () => 0.5);

const CALLS: readonly (readonly [string, unknown])[] = [
  ["States.Array($.name, 1, 'two', null, true)", ["cat", 1, "two", null, true]],
  ["States.Array()", []],
  ["States.ArrayPartition($.list, 3)", [[1, 2, 3], [2]]],
  ["States.ArrayContains($.list, 3)", true],
  ["States.ArrayContains($.list, '3')", false],
  ["States.ArrayRange(1, 9, 2)", [1, 3, 5, 7, 9]],
  ["States.ArrayRange(3, 1, -1)", [3, 2, 1]],
  ["States.ArrayRange(5.4, -0.6, -2.4)", [5, 3, 1]],
  [
    "States.ArrayPartition($.list, 2.6)",
    [
      [1, 2],
      [3, 2],
    ],
  ],
  ["States.ArrayGetItem($.list, $step)", 3],
  ["States.ArrayGetItem($.list, 1.9)", 2],
  ["States.ArrayGetItem(States.Array(), 7)", null],
  ["States.ArrayLength($.list)", 4],
  ["States.ArrayUnique($.list)", [1, 2, 3]],
  ["States.Base64Encode('Data to encode')", "RGF0YSB0byBlbmNvZGU="],
  ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "Data to encode"],
  ["States.Hash('abc', 'MD5')", "900150983cd24fb0d6963f7d28e17f72"],
  ["States.Hash('abc', 'SHA-1')", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["States.Hash('abc', 'SHA-256')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ["States.JsonMerge($.nested, States.StringToJson($.json), false)", { a: [1] }],
  ["States.StringToJson($.json)", { a: [1] }],
  ["States.JsonToString($.nested)", '{"a":1}'],
  ["States.MathRandom(1, 11)", 6],
  ["States.MathAdd($.n, -1)", 3],
  ["States.MathAdd(1.6, 2.7)", 5],
  ["States.StringSplit('1,2+3,,4', ',+')", ["1", "2", "3", "4"]],
  ["States.Format('{} has {} of {}', $.name, $.n, $$.Execution.Name)", "cat has 4 of first"],
  ["States.Format('\\{{}\\} it\\'s {}', 1, States.MathAdd(1, 1))", "{1} it's 2"],
];

const REFUSED: readonly (readonly [string, string])[] = [
  ["States.ArrayGetItem($.list, 4)", "Invalid arguments in States.ArrayGetItem"],
  ["States.ArrayPartition($.list, 0.9)", "Invalid arguments in States.ArrayPartition"],
  ["States.ArrayRange(1, 1001, 1)", "Invalid arguments in States.ArrayRange"],
  ["States.ArrayRange(1, 10, 0.5)", "Invalid arguments in States.ArrayRange"],
  ["States.ArrayLength('list')", "Invalid arguments in States.ArrayLength"],
  ["States.JsonMerge($.nested, $.nested, true)", "Invalid arguments in States.JsonMerge"],
  ["States.StringToJson($.name)", "Invalid arguments in States.StringToJson"],
  ["States.Base64Decode('no!')", "Invalid arguments in States.Base64Decode"],
  [
    "States.Format('{} {}', 1)",
    "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.",
  ],
  ["States.Hash('a', 'CRC')", "Invalid arguments in States.Hash"],
  ["States.MathAdd('1', 1)", "Invalid arguments in States.MathAdd"],
  ["States.MathAdd(2147483647, 1)", "Invalid arguments in States.MathAdd"],
  ["States.MathAdd(-3000000000, 2)", "Invalid arguments in States.MathAdd"],
  ["States.MathRandom(1.4, 1.6)", "Invalid arguments in States.MathRandom"],
  ["States.UUID(1)", "Invalid arguments in States.UUID"],
  ["States.Nope(1)", "The intrinsic function 'States.Nope' does not exist"],
  [
    "States.Format('{}', $$.Nope.Deep)",
    `The JsonPath argument for the field '$.Nope.Deep' could not be found in the input '${JSON.stringify(DATA.input)}'`,
  ],
  [
    "States.Format('{}', $.none)",
    `The JsonPath argument for the field '$.none' could not be found in the input '${JSON.stringify(DATA.input)}'`,
  ],
];

describe("evaluateIntrinsic", () => {
  for (const [text, expected] of CALLS) {
    it(`evaluates ${text}`, () => {
      assert.deepEqual(evaluate(text), expected);
    });
  }

  it("draws the same number for the same seed", () => {
    assert.equal(evaluate("States.MathRandom(0, 1000000, 7)"), evaluate("States.MathRandom(0, 1000000, 7)"));
  });

  it("makes a version 4 UUID", () => {
    assert.match(
      String(evaluate("States.UUID()")),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  for (const [text, message] of REFUSED) {
    it(`refuses ${text}`, () => {
      assert.throws(() => evaluate(text), {
        name: "EvaluationError",
        error: "States.Runtime",
        message: `The function '${text}' had the following error: ${message}`,
      });
    });
  }

  it("refuses what cannot be read", () => {
    assert.throws(() => evaluate("States.Array(1"), {
      name: "EvaluationError",
      error: "States.Runtime",
      message: "Unexpected the end in the intrinsic function States.Array(1",
    });
  });
});
