import { isJsonObject, type Json } from "../plan/json.ts";
import { normalFields } from "./normal-fields.ts";
import { isSealed, sameJson } from "./same-json.ts";

/** States among which transitions go: a whole machine, a branch of a Parallel, the processor of a Map. */
export interface Scope {
  /** All fields but `States`, `StartAt`, `Comment` and those that hold their default. */
  readonly fields: ReadonlyMap<string, Json>;
  /** Undefined if it is missing or no text. */
  readonly startAt?: string;
  readonly states: ReadonlyMap<string, State>;
}

/** A state with nothing in it that says what holds anyway, and with the machines inside it read as such. */
export interface State {
  /** Empty where it is missing or no text. */
  readonly type: string;
  /** All fields but those of the machines inside, `Comment`, and those that hold their default. */
  readonly fields: ReadonlyMap<string, Json>;
  /** The branches of a Parallel, or the processor of a Map. */
  readonly scopes: readonly Scope[];
}

export const NO_SCOPE: Scope = { fields: new Map(), states: new Map() };

/** Fields that mean the same in both query languages. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set(["Type", "Next", "End", "Default"]);

/** The definition of a whole machine. */
export function machineOf(definition: Json): Scope {
  const language = isJsonObject(definition) && !isSealed(definition) ? definition.QueryLanguage : undefined;
  return scopeOf(definition, language ?? "JSONPath");
}

/**
 * `wholeLanguage` is the query language of the whole definition, which holds in the machines inside as well. What is no object is kept
 * as a field without a name, so that a difference is still seen.
 */
function scopeOf(definition: Json, wholeLanguage: Json): Scope {
  if (!isJsonObject(definition) || isSealed(definition))
    return { ...NO_SCOPE, fields: new Map([["", definition]]) };
  const fields = new Map(Object.entries(definition));
  const { StartAt, States, Version } = definition;
  for (const name of ["Comment", "QueryLanguage"]) fields.delete(name);
  if (Version === "1.0") fields.delete("Version");
  if (typeof StartAt === "string") fields.delete("StartAt");
  const states = new Map<string, State>();
  if (isJsonObject(States) && !isSealed(States)) {
    fields.delete("States");
    for (const [name, state] of Object.entries(States)) states.set(name, stateOf(state, wholeLanguage));
  }
  return { fields, states, ...(typeof StartAt === "string" && { startAt: StartAt }) };
}

function stateOf(value: Json, wholeLanguage: Json): State {
  if (!isJsonObject(value) || isSealed(value))
    return { type: "", fields: new Map([["", value]]), scopes: [] };
  const written = new Map(Object.entries(value));
  const scopes = takeScopes(written, wholeLanguage);
  const language = written.get("QueryLanguage") ?? wholeLanguage;
  written.delete("QueryLanguage");
  const fields = new Map(normalFields(written));
  const isPlain = [...fields.keys()].every((name) => PLAIN_FIELDS.has(name));
  if (!isPlain && language !== "JSONPath") fields.set("QueryLanguage", language);
  return { type: typeof value.Type === "string" ? value.Type : "", fields, scopes };
}

/** Takes what the machines inside are written in out of the fields. */
function takeScopes(fields: Map<string, Json>, wholeLanguage: Json): readonly Scope[] {
  const branches = fields.get("Branches");
  if (Array.isArray(branches)) {
    fields.delete("Branches");
    return branches.map((branch: Json) => scopeOf(branch, wholeLanguage));
  }
  const field = fields.has("ItemProcessor") ? "ItemProcessor" : "Iterator";
  const processor = fields.get(field);
  if (!isJsonObject(processor) || isSealed(processor)) return [];
  fields.delete(field);
  const { ProcessorConfig, ...machine } = processor;
  if (ProcessorConfig !== undefined && !sameJson(ProcessorConfig, { Mode: "INLINE" })) {
    fields.set("ProcessorConfig", ProcessorConfig);
  }
  return [scopeOf(machine, wholeLanguage)];
}
