import { isJsonObject, type Json } from "../plan/json.ts";
import { handlersOf } from "./handler.ts";
import { isSealed, sameJson } from "./same-json.ts";

/** What a field is where it is not written; "Amazon States Language" and the pages of the states, AWS documentation. */
const DEFAULTS: Readonly<Record<string, Json>> = {
  QueryLanguage: "JSONPath",
  InputPath: "$",
  OutputPath: "$",
  ResultPath: "$",
  ItemsPath: "$",
  MaxConcurrency: 0,
  ToleratedFailureCount: 0,
  ToleratedFailurePercentage: 0,
  TimeoutSeconds: 99_999_999,
  End: false,
  Retry: [],
  Catch: [],
};

/** What the output is in JSONata where it is not written, by the state's type. */
const DEFAULT_OUTPUTS: Readonly<Record<string, string>> = {
  Task: "{% $states.result %}",
  Parallel: "{% $states.result %}",
  Map: "{% $states.result %}",
  Pass: "{% $states.input %}",
  Choice: "{% $states.input %}",
  Wait: "{% $states.input %}",
  Succeed: "{% $states.input %}",
};

/** Undefined for fields that have none. */
export const defaultOf = (field: string): Json | undefined =>
  Object.hasOwn(DEFAULTS, field) ? DEFAULTS[field] : undefined;

/** The fields of a state without comments and what holds anyway, and with the names of today. */
export function normalFields(written: ReadonlyMap<string, Json>): ReadonlyMap<string, Json> {
  const type = written.get("Type");
  const fields = new Map<string, Json>();
  for (const [name, value] of written) {
    if (name === "Comment" || isDefault(type, name, value)) continue;
    // A Map state's Parameters are what ItemSelector was called before.
    const isOldName = type === "Map" && name === "Parameters" && !written.has("ItemSelector");
    fields.set(isOldName ? "ItemSelector" : name, normalField(name, value));
  }
  return fields;
}

function isDefault(type: Json | undefined, name: string, value: Json): boolean {
  if (name !== "Output") return Object.hasOwn(DEFAULTS, name) && sameJson(value, DEFAULTS[name]);
  return typeof type === "string" && Object.hasOwn(DEFAULT_OUTPUTS, type) && value === DEFAULT_OUTPUTS[type];
}

function normalField(name: string, value: Json): Json {
  if (name === "Retry" || name === "Catch") return handlersOf(name, value);
  if (name !== "Choices" || !Array.isArray(value)) return value;
  return value.map((rule: Json) => (isJsonObject(rule) && !isSealed(rule) ? withoutComment(rule) : rule));
}

const withoutComment = (rule: { readonly [key: string]: Json }): Json =>
  Object.fromEntries(Object.entries(rule).filter(([key]) => key !== "Comment"));
