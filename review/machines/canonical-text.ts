import { isJsonObject, type Json } from "../plan/json.ts";
import { isSealed } from "./same-json.ts";
import type { Scope, State } from "./scope.ts";

/** A text that is the same for values that differ in the order of their keys only. */
export function canonicalText(value: Json | undefined): string {
  return JSON.stringify(value === undefined ? null : sorted(value));
}

/** The same for all that a state says. */
export const canonicalState = (state: State): string => canonicalText(stateJson(state));

/** The same for all that a state says but where it leads. */
export function canonicalBody(state: State): string {
  const fields = [...state.fields]
    .filter(([name]) => !["Next", "Default", "End"].includes(name))
    .map(([name, value]): [string, Json] => [name, withoutTargets(name, value)]);
  return canonicalText(stateJson({ ...state, fields: new Map(fields) }));
}

const stateJson = ({ fields, scopes }: State): Json => [Object.fromEntries(fields), scopes.map(scopeJson)];

const scopeJson = ({ fields, startAt, states }: Scope): Json => [
  startAt ?? null,
  Object.fromEntries(fields),
  Object.fromEntries([...states].map(([name, state]) => [name, stateJson(state)])),
];

function withoutTargets(name: string, value: Json): Json {
  if ((name !== "Choices" && name !== "Catch") || !Array.isArray(value)) return value;
  return value.map((row: Json) => (isJsonObject(row) && !isSealed(row) ? { ...row, Next: null } : row));
}

function sorted(value: Json): Json {
  if (isSealed(value)) return value;
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.keys(value).sort();
  return Object.fromEntries(entries.map((key) => [key, sorted(value[key] ?? null)]));
}
