import assert from "node:assert/strict";
import { ExpressionTokens } from "../../../../../local/services/dynamodb/expressions/expression-tokens.ts";

function tokensOf(text: string): readonly string[] {
  const tokens = new ExpressionTokens("ConditionExpression", text);
  const found: string[] = [];
  while (tokens.next !== "<EOF>") found.push(tokens.take());
  return found;
}

describe("the tokens of an expression", () => {
  it("are names, placeholders, numbers and symbols, with or without spaces", () => {
    assert.deepEqual(tokensOf("a.#b[12]<>:c AND(d<=:e)"), [
      ..."a . #b [ 12 ] <> :c AND ( d <= :e )".split(" "),
    ]);
  });

  it("are at least one", () => {
    assert.throws(() => tokensOf(" "), {
      message: "Invalid ConditionExpression: The expression can not be empty;",
    });
  });

  it("are no longer than 4 KB altogether", () => {
    assert.throws(() => tokensOf("a".repeat(4097)), {
      message:
        "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4097",
    });
  });

  it("are refused with what stands around a character that begins none", () => {
    assert.throws(() => tokensOf("a = :v ! b"), {
      message: 'Invalid ConditionExpression: Syntax error; token: "!", near: ":v ! "',
    });
  });

  it("are refused with what stands around where another is expected", () => {
    const tokens = new ExpressionTokens("ConditionExpression", "a = :v");
    tokens.take();
    assert.throws(() => tokens.expect("("), {
      message: 'Invalid ConditionExpression: Syntax error; token: "=", near: "a = :v"',
    });
  });
});
