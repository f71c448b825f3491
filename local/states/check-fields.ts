import type { PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { innerDefinitions, type PlacedDefinition } from "./inner-definitions.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { refuseBoth } from "./refuse-both.ts";
import { unsupportedField } from "./unsupported-field.ts";

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

function withPath(name: string): readonly [string, string] {
  return [name, `${name}Path`];
}

/** Of two of these a state has one at most: a value, or the path to it. */
const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ...names("Error Cause TimeoutSeconds HeartbeatSeconds MaxConcurrency").map(withPath),
  ...names("ToleratedFailureCount ToleratedFailurePercentage").map(withPath),
  ["ItemProcessor", "Iterator"],
];

/**
 * Throws DefinitionError where a state machine, not the states in it, has a field that AWS does not know or a version of the language that there is
 * not.
 */
export function checkMachineFields(definition: unknown): void {
  if (!isJsonObject(definition)) return;
  const foreign = Object.keys(definition).filter((name) => !MACHINE_FIELDS.has(name));
  checkAll([
    ...foreign.map((field) => () => refuseField("", field, "a state machine")),
    () => checkVersion(definition.Version),
  ]);
}

function checkVersion(version: unknown): void {
  if (version === undefined || version === "1.0") return;
  const says = { message: "Value should be one of the following: [1.0]" };
  throw definitionError("Version", '"1.0"', inWords(version), says);
}

/** Throws DefinitionError where a state has fields that its type does not have, or two of which it may have one. */
export function checkFields({ state, place }: PlacedState): void {
  const known = STATE_FIELDS[String(state.Type)];
  const foreign = Object.keys(state).filter((name) => known?.has(name) === false);
  checkAll([
    ...foreign.map((field) => () => refuseField(place, field, `a ${state.Type} state`)),
    ...EXCLUSIVE.map(
      ([one, other]) =>
        () =>
          refuseBoth(state, one, other, place),
    ),
    ...innerDefinitions(state, place).map((inner) => () => refuseInnerLanguage(inner, state)),
  ]);
}

function refuseInnerLanguage({ place, definition }: PlacedDefinition, { Type }: JsonObject): void {
  if (!isJsonObject(definition) || definition.QueryLanguage === undefined) return;
  refuseField(place.slice(0, -1), "QueryLanguage", `the states of a ${Type} state as a whole`);
}

function refuseField(place: string, field: string, of: string): never {
  throw unsupportedField(place, field, `only fields of ${of}`);
}
