import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import { canonicalText } from "./canonical-text.ts";
import { conditionWords } from "./condition-words.ts";
import { errorsOf } from "./handler.ts";
import type { State } from "./scope.ts";
import { listOf, shortText } from "./short-text.ts";

/** The longest condition beside an arrow. */
const LONGEST_LABEL = 40;

/** A way out of a state. */
export interface Transition {
  readonly to: string;
  /** Why it is taken: empty for `Next`, `default`, `catch States.ALL`, or a condition in words, cut short. */
  readonly label: string;
  /** The same for the same reason only, however its label is cut. */
  readonly reason: string;
}

/** All that may come after a state, in the order in which it is written. */
export function transitionsOf(state: State): readonly Transition[] {
  const { fields } = state;
  const found: { to: Json | undefined; label: string; reason: string }[] = [
    ...rowsOf(fields.get("Choices")).map((rule) => ({ to: rule.Next, ...ruleReason(conditionOf(rule)) })),
    { to: fields.get("Default"), label: "default", reason: "default" },
    { to: fields.get("Next"), label: "", reason: "" },
    ...rowsOf(fields.get("Catch")).map((catcher) => ({ to: catcher.Next, ...catchReason(catcher) })),
  ];
  return found.filter((one): one is Transition => typeof one.to === "string");
}

/** The names of all that may come after a state, each once. */
export function targetsOf({ fields }: State): readonly string[] {
  const rows = [...rowsOf(fields.get("Choices")), ...rowsOf(fields.get("Catch"))];
  const names = [fields.get("Default"), fields.get("Next"), ...rows.map(({ Next }) => Next)];
  return [...new Set(names.filter((name) => typeof name === "string"))];
}

/** Whether nothing comes after it among the states it stands with. */
export const isLast = (state: State): boolean =>
  state.type === "Succeed" || state.type === "Fail" || state.fields.get("End") === true;

/** The same state with every target's name put through `rename`. */
export function retarget(state: State, rename: (name: string) => string): State {
  const target = (value: Json): Json => (typeof value === "string" ? rename(value) : value);
  const inRow = (row: Json): Json =>
    isJsonObject(row) && Object.hasOwn(row, "Next") && row.Next !== undefined
      ? { ...row, Next: target(row.Next) }
      : row;
  const fields = [...state.fields].map(([name, value]): [string, Json] => {
    if (name === "Next" || name === "Default") return [name, target(value)];
    if ((name === "Choices" || name === "Catch") && Array.isArray(value)) return [name, value.map(inRow)];
    return [name, value];
  });
  return { ...state, fields: new Map(fields) };
}

/** A rule of a Choice without where it leads and what it passes on. */
export function conditionOf(rule: JsonObject): JsonObject {
  const besides = new Set(["Next", "Assign", "Output"]);
  return Object.fromEntries(Object.entries(rule).filter(([key]) => !besides.has(key)));
}

const ruleReason = (condition: JsonObject) => ({
  label: shortText(conditionWords(condition), LONGEST_LABEL),
  reason: `when ${canonicalText(condition)}`,
});

const catchReason = (catcher: JsonObject) => ({
  label: `catch ${shortText(listOf(errorsOf(catcher), 2), LONGEST_LABEL)}`,
  reason: `catch ${canonicalText(catcher.ErrorEquals)}`,
});

const rowsOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
