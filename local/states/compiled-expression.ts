import jsonata, { type Expression } from "jsonata";
import { GuardedRegex } from "./guarded-regex.ts";

/**
 * How deep and how long (in milliseconds) an expression may run, so that none runs for ever; a search in a text no longer either. AWS stops
 * expressions at the same depth.
 */
const OPTIONS = {
  stack: 100,
  timeout: 5000,
  sequence: 873_782,
  RegexEngine: GuardedRegex as RegExpConstructor,
};

/** Expressions that are kept; more than the states of an application have. */
const MOST_KEPT = 1000;

const kept = new Map<string, Expression>();

/** An expression that is parsed once, however often it is evaluated. Throws what jsonata throws where it cannot be parsed. */
export function compiledExpression(text: string): Expression {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const expression = jsonata(text, OPTIONS);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(text, expression);
  return expression;
}
