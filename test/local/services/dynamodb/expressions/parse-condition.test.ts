import assert from "node:assert/strict";
import { conditionOf } from "./condition-of.ts";

const VALUES = {
  ":n": { N: "1" },
  ":m": { N: "2" },
  ":s": { S: "x" },
  ":b": { BOOL: true },
  ":l": { L: [] },
};

describe("parsing a condition", () => {
  it("binds NOT before AND before OR", () => {
    const condition = conditionOf("NOT a = :n AND b = :n OR c = :n", VALUES);
    assert.equal(condition.kind, "or");
    const { left } = condition as Extract<typeof condition, { kind: "or" | "and" }>;
    assert.equal(left.kind, "and");
    assert.equal((left as Extract<typeof left, { kind: "or" | "and" }>).left.kind, "not");
  });

  it("takes keywords in any case, and names from placeholders", () => {
    assert.deepEqual(conditionOf("#a.b[0] between :n and :m", VALUES, { "#a": "status" }), {
      kind: "between",
      of: { kind: "path", path: ["status", "b", 0] },
      low: { kind: "value", value: { N: "1" } },
      high: { kind: "value", value: { N: "2" } },
    });
  });

  for (const [text, message] of [
    ["a = ", 'Syntax error; token: "<EOF>", near: "="'],
    ["a = :n b", 'Syntax error; token: "b", near: ":n b"'],
    ["(a = :n", 'Syntax error; token: "<EOF>", near: ":n"'],
    ["status = :s", "Attribute name is a reserved keyword; reserved keyword: status"],
    ["a.Name = :s", "Attribute name is a reserved keyword; reserved keyword: Name"],
    ["((a = :n))", "The expression has redundant parentheses;"],
    ["foo(a)", "Invalid function name; function: foo"],
    [
      "if_not_exists(a, :n) = :n",
      "The function is not allowed to be used this way in an expression; function: if_not_exists",
    ],
    [
      "a = attribute_exists(b)",
      "The function is not allowed to be used this way in an expression; function: attribute_exists",
    ],
    ["#a = :n", "An expression attribute name used in the document path is not defined; attribute name: #a"],
    ["a = :x", "An expression attribute value used in expression is not defined; attribute value: :x"],
    [
      "begins_with(a)",
      "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1",
    ],
    [
      "begins_with(a, :n)",
      "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
    ],
    [
      "a < :b",
      "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL",
    ],
    [
      "size(:n) > :m",
      "Incorrect operand type for operator or function; operator or function: size, operand type: N",
    ],
    [
      "attribute_exists(:n)",
      "Operator or function requires a document path; operator or function: attribute_exists",
    ],
    [
      "attribute_type(a, :s)",
      "Invalid attribute type name found; type: x, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    ],
    [
      "a = a",
      "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]",
    ],
    [
      "a BETWEEN :m AND :n",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}",
    ],
    [
      "a BETWEEN :n AND :s",
      "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:x}",
    ],
  ] as const) {
    it(`refuses ${text}`, () => {
      assert.throws(() => conditionOf(text, VALUES), {
        name: "ValidationException",
        message: `Invalid ConditionExpression: ${message}`,
      });
    });
  }

  it("takes brackets that bind otherwise, and brackets around one side", () => {
    assert.equal(conditionOf("(a = :n OR b = :n) AND (c = :n)", VALUES).kind, "and");
    assert.equal(conditionOf("((a = :n) AND (b = :n))", VALUES).kind, "and");
  });

  for (const text of ["(".repeat(4000), `${"NOT ".repeat(1000)}a = :n`]) {
    it(`refuses what is nested too deep: ${text.slice(0, 8)}…`, () => {
      assert.throws(() => conditionOf(text, VALUES), {
        message:
          "Invalid ConditionExpression: The expression contains too many operators; operator limit: 300",
      });
    });
  }
});
