import { allStates } from "./all-states.ts";
import { definitionError, inWords, missingFields } from "./definition-error.ts";
import { innerDefinitions, type PlacedDefinition } from "./inner-definitions.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { stateTargets } from "./state-targets.ts";

/** The checks, each throwing DefinitionError, of where the states of a group lead, and those of the groups in them. */
export function checkTransitions({ place, definition }: PlacedDefinition): readonly (() => void)[] {
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) return [];
  const { StartAt, States } = definition;
  const checks = Object.entries(States).flatMap(([name, state]) => {
    if (!isJsonObject(state)) return [];
    const statePlace = `${place}States/${name}`;
    return [
      ...stateTargets(state).map(
        ({ field, name: target }) =>
          () =>
            requireStateName(target, States, `${statePlace}/${field}`),
      ),
      ...innerDefinitions(state, statePlace).flatMap(checkTransitions),
    ];
  });
  const isWhole = place === "";
  const ends = !isWhole || Object.values(States).some(isLast);
  return [
    ...checks,
    () => requireStateName(StartAt, States, `${place}StartAt`),
    // AWS asks for an end of the whole only, and for nothing more where it has none.
    ...(ends ? reachabilityChecks(String(StartAt), States, place) : [refuseEndless]),
  ];
}

function refuseEndless(): never {
  throw definitionError("States", `a state that ends them: "End": true, Succeed or Fail`, "none", {
    code: "MISSING_END_STATE",
    message: "Workflow has no terminal state",
    at: null,
  });
}

function isLast(state: unknown): boolean {
  return isJsonObject(state) && (state.End === true || state.Type === "Succeed" || state.Type === "Fail");
}

function requireStateName(name: unknown, states: JsonObject, place: string): void {
  if (typeof name === "string" && Object.hasOwn(states, name)) return;
  const known = Object.keys(states)
    .map((state) => `"${state}"`)
    .join(", ");
  const [field = "", ...before] = place.split("/").reverse();
  const says =
    name === undefined
      ? { message: missingFields(field), at: before.reverse().join("/") }
      : ({ code: "MISSING_TRANSITION_TARGET", message: `Missing 'Next' target: ${name}` } as const);
  throw definitionError(place, `the name of a state beside it (${known})`, inWords(name), says);
}

function reachabilityChecks(start: string, states: JsonObject, place: string): readonly (() => void)[] {
  const reached = new Set([start]);
  for (const name of reached) {
    const state = Object.hasOwn(states, name) ? states[name] : undefined;
    if (!isJsonObject(state)) continue;
    for (const target of stateTargets(state)) reached.add(String(target.name));
  }
  const lost = Object.keys(states).filter((name) => !reached.has(name));
  return lost.map((name) => () => {
    const expected = "a state that StartAt, Next, Default or Catch leads to";
    throw definitionError(`${place}States/${name}`, expected, "none that does", {
      code: "MISSING_TRANSITION_TARGET",
      message: `State "${name}" is not reachable.`,
    });
  });
}

/** Throws DefinitionError for a name that two states have, wherever they stand. */
export function checkNames(definition: unknown): void {
  const places = new Map<string, string>();
  for (const { name, place } of allStates(definition)) {
    const first = places.get(name);
    if (first !== undefined) {
      const found = `the name of ${first.replaceAll("/", ".")}`;
      const message = `Duplicate State name: ${name}`;
      throw definitionError(place, "a name that no other state has", found, {
        code: "DUPLICATE_STATE_NAME",
        message,
      });
    }
    places.set(name, place);
  }
}
