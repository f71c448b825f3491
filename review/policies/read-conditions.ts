import { isJsonObject, type Json } from "../plan/json.ts";
import type { Clause } from "./clause.ts";
import { clauseValues } from "./clause-values.ts";
import { CONDITION_OPERATORS, type ConditionOperator } from "./condition-operators.ts";

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/i;

/** The clauses of a Condition element, all of which must hold; undefined if it is none. */
export function readConditions(
  condition: Json | undefined,
  variables: boolean,
): readonly Clause[] | undefined {
  if (condition === undefined) return [];
  if (!isJsonObject(condition)) return undefined;
  const clauses: Clause[] = [];
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isJsonObject(keys)) return undefined;
    for (const [key, value] of Object.entries(keys)) {
      const values = textsOf(value);
      if (values === undefined) return undefined;
      clauses.push(readClause(operator, key, values, variables));
    }
  }
  return clauses.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function textsOf(value: Json): readonly string[] | undefined {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value as Json];
  if (!list.every((one) => ["string", "number", "boolean"].includes(typeof one))) return undefined;
  return [...new Set(list.map(String))].sort();
}

function readClause(operator: string, key: string, values: readonly string[], variables: boolean): Clause {
  const [, quantified, name = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const known = CONDITION_OPERATORS.get(name.toLowerCase());
  const read = known === undefined ? undefined : clauseValues(known, values, variables);
  const isPlainText = read?.kind === "text" && known?.reads !== "null";
  const fits = quantified === undefined || (isPlainText && ifExists === undefined);
  if (known === undefined || read === undefined || !fits) return opaqueClause(operator, key, values);
  const line = clauseLine(key, known, values, quantified, ifExists !== undefined);
  const hasOpposite = quantified === undefined && ifExists === undefined && known.compares === undefined;
  const negatedLine =
    hasOpposite && known.reads !== "null" ? clauseLine(key, oppositeOf(known), values) : `not (${line})`;
  const id = idOf(operator, key, values, variables);
  const common = { key: key.toLowerCase(), values: read, line, negatedLine, id };
  if (known.reads === "null") {
    const isAbsent = values[0]?.toLowerCase() === "true";
    return { ...common, quantifier: "one", isIn: isAbsent, whenAbsent: isAbsent };
  }
  if (quantified === undefined) {
    const whenAbsent = known.negates || ifExists !== undefined;
    return { ...common, quantifier: "one", isIn: !known.negates, whenAbsent };
  }
  const isEvery = quantified.toLowerCase() === "forallvalues";
  return { ...common, quantifier: isEvery ? "every" : "some", isIn: !known.negates, whenAbsent: isEvery };
}

/** What is not understood holds or does not hold: of it, all that is known is that it is the same as itself. */
function opaqueClause(operator: string, key: string, values: readonly string[]): Clause {
  const id = idOf(operator, key, values, true);
  const line = `${operator} ${key} ${values.join(", ")}`;
  const lines = { line, negatedLine: `not (${line})` };
  return {
    ...{ key: id, quantifier: "one", values: { kind: "opaque" }, isIn: true, whenAbsent: false },
    ...{ id, ...lines },
  };
}

const idOf = (operator: string, key: string, values: readonly string[], variables: boolean): string =>
  JSON.stringify([
    operator.toLowerCase(),
    key.toLowerCase(),
    values,
    variables || !values.join().includes("${"),
  ]);

/** A negated operator holds where there is no such key, and the plain one does not: each is all that the other is not. */
const oppositeOf = ({ words, ...operator }: ConditionOperator): ConditionOperator => ({
  ...operator,
  negates: !operator.negates,
  words: words.startsWith("is not")
    ? `is${words.slice("is not".length)}`
    : `is not${words.slice("is".length)}`,
});

function clauseLine(
  key: string,
  operator: ConditionOperator,
  values: readonly string[],
  quantified?: string,
  ifExists = false,
): string {
  if (operator.reads === "null")
    return `${key} is ${values[0]?.toLowerCase() === "true" ? "not given" : "given"}`;
  const which =
    quantified === undefined ? "" : quantified.toLowerCase() === "forallvalues" ? "every " : "some ";
  const list = values.length === 0 ? "nothing" : values.join(operator.negates ? " nor " : " or ");
  return `${which}${key} ${operator.words} ${list}${ifExists ? " (or is not given)" : ""}`;
}
