import type { PlacedState } from "./all-states.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { innerDefinitions } from "./inner-definitions.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";

const names = (text: string): readonly string[] => text.split(" ");

/** What every state has. */
const COMMON = names("Type Comment QueryLanguage");
const TRANSITION = names("Next End");
const DATA = names("InputPath OutputPath Output Assign");
const HANDLERS = names("Retry Catch");
const RESULT = names("Parameters ResultSelector ResultPath");

/** The fields of each type of state, as the pages of "Workflow states" list them. AWS takes no others. */
const STATE_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  Task: new Set([
    ...[...COMMON, ...TRANSITION, ...DATA, ...HANDLERS, ...RESULT],
    ...names("Resource Arguments Credentials"),
    ...names("TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath"),
  ]),
  Parallel: new Set([
    ...[...COMMON, ...TRANSITION, ...DATA, ...HANDLERS, ...RESULT],
    ...names("Branches Arguments"),
  ]),
  Map: new Set([
    ...[...COMMON, ...TRANSITION, ...DATA, ...HANDLERS, ...RESULT],
    ...names("ItemProcessor Iterator Items ItemsPath ItemSelector ItemReader ItemBatcher ResultWriter Label"),
    ...names("MaxConcurrency MaxConcurrencyPath ToleratedFailureCount ToleratedFailureCountPath"),
    ...names("ToleratedFailurePercentage ToleratedFailurePercentagePath"),
  ]),
  Pass: new Set([...COMMON, ...TRANSITION, ...DATA, ...names("Parameters Result ResultPath")]),
  Wait: new Set([
    ...[...COMMON, ...TRANSITION, ...DATA],
    ...names("Seconds SecondsPath Timestamp TimestampPath"),
  ]),
  Choice: new Set([...COMMON, ...DATA, ...names("Choices Default")]),
  Succeed: new Set([...COMMON, ...names("InputPath OutputPath Output")]),
  Fail: new Set([...COMMON, ...names("Error ErrorPath Cause CausePath")]),
};

const MACHINE_FIELDS = new Set(names("Comment QueryLanguage StartAt States TimeoutSeconds Version"));

/** Of two of these a state has one at most: a value, or the path to it. */
const EXCLUSIVE = [
  ...names("Error Cause TimeoutSeconds HeartbeatSeconds MaxConcurrency").map((name) => [name, `${name}Path`]),
  ...names("ToleratedFailureCount ToleratedFailurePercentage").map((name) => [name, `${name}Path`]),
  ["ItemProcessor", "Iterator"],
] as const;

/** Throws DefinitionError where a state machine, not the states in it, has a field that AWS does not know. */
export function checkMachineFields(definition: JsonObject): void {
  const field = Object.keys(definition).find((name) => !MACHINE_FIELDS.has(name));
  if (field !== undefined) throw unsupported("", field, "a state machine");
}

/** Throws DefinitionError where a state has a field that its type does not have, or two of which it may have one. */
export function checkFields({ state, place }: PlacedState): void {
  const known = STATE_FIELDS[String(state.Type)];
  const field = Object.keys(state).find((name) => known?.has(name) === false);
  if (field !== undefined) throw unsupported(place, field, `a ${state.Type} state`);
  for (const [one, other] of EXCLUSIVE) {
    if (one === undefined || other === undefined) continue;
    if (state[one] === undefined || state[other] === undefined) continue;
    const says = { message: `There should only be one of the following fields: [${one}, ${other}]` };
    throw definitionError(place, `either ${one} or ${other}`, "both", says);
  }
  for (const inner of innerDefinitions(state, place)) {
    if (!isJsonObject(inner.definition) || inner.definition.QueryLanguage === undefined) continue;
    throw unsupported(
      inner.place.slice(0, -1),
      "QueryLanguage",
      `the states of a ${state.Type} state as a whole`,
    );
  }
}

function unsupported(place: string, field: string, of: string): Error {
  const at = place === "" ? field : `${place}/${field}`;
  const says = { message: `Field '${field}' is not supported`, at: place };
  return definitionError(at, `only fields of ${of}`, inWords(field), says);
}
