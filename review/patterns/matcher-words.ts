import { isJsonObject, type Json } from "../plan/json.ts";

const OPERATORS: Readonly<Record<string, string>> = {
  prefix: "begins with",
  suffix: "ends with",
  wildcard: "is like",
  "anything-but": "is anything but",
  cidr: "is an address in",
};

/** A matcher as a reader says it: `"shop"`, `> 0`, `begins with "img/"`, `is there`. */
export function matcherWords(matcher: Json): string {
  if (!isJsonObject(matcher)) return JSON.stringify(matcher);
  return Object.entries(matcher).map(operatorWords).join(" and ");
}

function operatorWords([operator, operand]: readonly [string, Json]): string {
  if (operator === "exists") return operand === true ? "is there" : "is not there";
  if (operator === "numeric" && Array.isArray(operand)) {
    return operand
      .map((part: Json, index) => (index > 0 && index % 2 === 0 ? `and ${String(part)}` : String(part)))
      .join(" ");
  }
  if (operator === "equals-ignore-case") return operandWords({ [operator]: operand });
  const words = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : operator;
  return `${words} ${operandWords(operand)}`;
}

function operandWords(operand: Json): string {
  if (Array.isArray(operand)) return operand.map(operandWords).join(" or ");
  if (!isJsonObject(operand)) return JSON.stringify(operand);
  const folded = operand["equals-ignore-case"];
  return typeof folded === "string" ? `${JSON.stringify(folded)} in any case` : matcherWords(operand);
}
