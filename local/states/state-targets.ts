import { isJsonObject, type JsonObject } from "./json-value.ts";

/** A field that names the state that comes next. */
export interface StateTarget {
  /** `Next`, `Default`, `Choices[0]/Next`, `Catch[1]/Next` */
  readonly field: string;
  readonly name: unknown;
}

/** All the states that may come after a state. */
export function stateTargets(state: JsonObject): readonly StateTarget[] {
  const own = ["Next", "Default"].filter((field) => state[field] !== undefined);
  return [
    ...own.map((field) => ({ field, name: state[field] })),
    ...nextOfEach(state, "Choices"),
    ...nextOfEach(state, "Catch"),
  ];
}

function nextOfEach(state: JsonObject, field: string): readonly StateTarget[] {
  const rules: unknown = state[field];
  if (!Array.isArray(rules)) return [];
  return rules.map((rule, index) => ({
    field: `${field}[${index}]/Next`,
    name: isJsonObject(rule) ? rule.Next : undefined,
  }));
}
