import assert from "node:assert/strict";
import { parseUpdate } from "../../../../../local/services/dynamodb/expressions/parse-update.ts";
import { readPlaceholders } from "../../../../../local/services/dynamodb/expressions/placeholders.ts";

const VALUES = { ":1": { N: "1" }, ":s": { S: "s" }, ":l": { L: [] } };

function parse(text: string) {
  const input = { UpdateExpression: text, ExpressionAttributeValues: VALUES };
  return parseUpdate(text, readPlaceholders(input, ["UpdateExpression"]));
}

describe("parsing an update", () => {
  it("takes the sections in any order and case", () => {
    assert.deepEqual(parse("remove a, b.c add d :1 SET e = :s"), {
      set: [{ path: ["e"], to: { kind: "value", value: { S: "s" } } }],
      remove: [["a"], ["b", "c"]],
      add: [{ path: ["d"], value: { N: "1" } }],
      delete: [],
    });
  });

  for (const [text, message] of [
    ["FOO a", 'Syntax error; token: "FOO", near: "FOO a"'],
    ["SET a", 'Syntax error; token: "<EOF>", near: "a"'],
    ["SET a = :1,", 'Syntax error; token: "<EOF>", near: ","'],
    ["SET a = :1 SET b = :1", 'The "SET" section can only be used once in an update expression;'],
    ["SET count = :1", "Attribute name is a reserved keyword; reserved keyword: count"],
    [
      "SET a = :1 REMOVE a",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
    ],
    [
      "SET a.b = :1, a.b[0] = :1",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, b, [0]]",
    ],
    [
      "SET a.b = :1, a[0] = :1",
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]",
    ],
    [
      "ADD a :s",
      "Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND",
    ],
    [
      "DELETE a :1",
      "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND",
    ],
    [
      "SET a = b + :s",
      "Incorrect operand type for operator or function; operator or function: +, operand type: S",
    ],
    [
      "SET a = list_append(b, :1)",
      "Incorrect operand type for operator or function; operator or function: list_append, operand type: N",
    ],
    [
      "SET a = list_append(b)",
      "Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1",
    ],
    [
      "SET a = if_not_exists(:1, :1)",
      "Operator or function requires a document path; operator or function: if_not_exists",
    ],
    ["SET a = foo(b)", "Invalid function name; function: foo"],
    [
      "SET a = contains(b, :1)",
      "The function is not allowed to be used this way in an expression; function: contains",
    ],
  ] as const) {
    it(`refuses ${text}`, () => {
      assert.throws(() => parse(text), {
        name: "ValidationException",
        message: `Invalid UpdateExpression: ${message}`,
      });
    });
  }

  it("refuses operands nested without end", () => {
    const text = `SET a = ${"(".repeat(4000)}`;
    assert.throws(() => parse(text), {
      message: "Invalid UpdateExpression: The expression contains too many operators; operator limit: 300",
    });
  });
});
