import { UserError } from "../../reporting/user-error.ts";
import { innerDefinitions } from "../states/inner-definitions.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";

/** A state, and whether it is one of the states that a Map state runs for each item. */
export interface FoundState {
  readonly state: JsonObject;
  readonly isInMap: boolean;
}

/**
 * The state of that name in a state machine, at any depth: names are unique in all of it. A definition without states is the state
 * itself.
 */
export function stateIn(definition: JsonObject, name: string): FoundState {
  const { States } = definition;
  if (States === undefined) return { state: definition, isInMap: false };
  const states = statesIn(definition, false);
  const found = states.find(([own]) => own === name);
  if (found !== undefined) return found[1];
  throw new UserError({
    at: "state machine definition",
    expected: `a state "${name}"`,
    found: isJsonObject(States) ? states.map(([own]) => own).join(", ") : "no states",
    advice: "Name the state that is tested in `stateName`.",
  });
}

function statesIn(group: unknown, isInMap: boolean): readonly (readonly [name: string, found: FoundState])[] {
  if (!isJsonObject(group) || !isJsonObject(group.States)) return [];
  return Object.entries(group.States).flatMap(([name, state]) => {
    if (!isJsonObject(state)) return [];
    const isMap = state.Type === "Map";
    const inner = innerDefinitions(state, "").flatMap(({ definition }) =>
      statesIn(definition, isInMap || isMap),
    );
    return [[name, { state, isInMap }] as const, ...inner];
  });
}
