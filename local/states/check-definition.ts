import { allStates } from "./all-states.ts";
import { checkFields, checkMachineFields } from "./check-fields.ts";
import { checkLimits } from "./check-limits.ts";
import { checkQueryLanguage } from "./check-query-language.ts";
import { checkResource, type StateMachineType } from "./check-resource.ts";
import { checkState } from "./check-state.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { innerDefinitions } from "./inner-definitions.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { DEEPEST_NESTING, isNestedTooDeep } from "./nesting.ts";
import { stateTargets } from "./state-targets.ts";

/**
 * Throws UserError, which names the place, for a definition that AWS would refuse: no states, a start or a next state
 * that does not exist, an unknown type, a state that no other leads to, a name used twice, a field that is missing or belongs to
 * the other query language, a number out of its range, a resource that a state machine of this type (by default a standard one) cannot call.
 *
 * Follows "State machine structure in Amazon States Language for Step Functions workflows".
 */
export function checkDefinition(
  definition: unknown,
  type: StateMachineType = "STANDARD",
): asserts definition is JsonObject {
  if (isNestedTooDeep(definition)) {
    const expected = `no more than ${DEEPEST_NESTING} lists and objects in one another`;
    throw definitionError("as a whole", expected, "more");
  }
  checkStates(definition, "");
  checkMachineFields(definition as JsonObject);
  checkNames(definition);
  for (const placed of allStates(definition)) {
    checkFields(placed);
    checkResource(placed.state, placed.place, type);
    checkLimits(placed);
  }
  checkQueryLanguage(definition as JsonObject);
}

function checkStates(definition: unknown, place: string): void {
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) {
    const found = isJsonObject(definition) ? definition.States : definition;
    throw definitionError(`${place}States`, "an object of states", inWords(found));
  }
  const { StartAt, States } = definition;
  if (Object.keys(States).length === 0) throw definitionError(`${place}States`, "at least one state", "none");
  requireStateName(StartAt, States, `${place}StartAt`);
  for (const [name, state] of Object.entries(States)) {
    const statePlace = `${place}States.${name}`;
    if (!isJsonObject(state)) throw definitionError(statePlace, "an object", inWords(state));
    checkState(state, statePlace);
    for (const target of stateTargets(state))
      requireStateName(target.name, States, `${statePlace}.${target.field}`);
    for (const inner of innerDefinitions(state, statePlace)) checkStates(inner.definition, inner.place);
  }
  checkReachable(String(StartAt), States, place);
  if (!Object.values(States).some(isLast)) {
    throw definitionError(`${place}States`, `a state that ends them: "End": true, Succeed or Fail`, "none");
  }
}

function isLast(state: unknown): boolean {
  return isJsonObject(state) && (state.End === true || state.Type === "Succeed" || state.Type === "Fail");
}

function requireStateName(name: unknown, states: JsonObject, place: string): void {
  if (typeof name === "string" && Object.hasOwn(states, name)) return;
  const known = Object.keys(states)
    .map((state) => `"${state}"`)
    .join(", ");
  throw definitionError(place, `the name of a state beside it (${known})`, inWords(name));
}

function checkReachable(start: string, states: JsonObject, place: string): void {
  const reached = new Set([start]);
  for (const name of reached) {
    const state = states[name];
    if (!isJsonObject(state)) continue;
    for (const target of stateTargets(state)) reached.add(String(target.name));
  }
  const lost = Object.keys(states).find((name) => !reached.has(name));
  if (lost === undefined) return;
  throw definitionError(
    `${place}States.${lost}`,
    "a state that StartAt, Next, Default or Catch leads to",
    "none that does",
  );
}

function checkNames(definition: unknown): void {
  const places = new Map<string, string>();
  for (const { name, place } of allStates(definition)) {
    const first = places.get(name);
    if (first !== undefined)
      throw definitionError(place, "a name that no other state has", `the name of ${first}`);
    places.set(name, place);
  }
}
