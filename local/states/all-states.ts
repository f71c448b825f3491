import { innerDefinitions } from "./inner-definitions.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";

/** A state and where it stands: `States/Improve/Branches[0]/States/Crop`. */
export interface PlacedState {
  readonly place: string;
  readonly name: string;
  readonly state: JsonObject;
}

/** All states of a definition, those inside Parallel and Map states too. */
export function allStates(definition: unknown, place = ""): readonly PlacedState[] {
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) return [];
  return Object.entries(definition.States).flatMap(([name, state]) => {
    if (!isJsonObject(state)) return [];
    const own = { place: `${place}States/${name}`, name, state };
    return [
      own,
      ...innerDefinitions(state, own.place).flatMap((inner) => allStates(inner.definition, inner.place)),
    ];
  });
}
