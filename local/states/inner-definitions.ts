import { itemProcessor } from "./item-processor.ts";
import type { JsonObject } from "./json-value.ts";

/** A group of states and where it stands: "" for the whole definition, else `States/Improve/Branches[0]/`. */
export interface PlacedDefinition {
  readonly place: string;
  readonly definition: unknown;
}

/** The groups of states inside a state: the branches of a Parallel, the item processor of a Map. */
export function innerDefinitions(state: JsonObject, place: string): readonly PlacedDefinition[] {
  if (state.Type === "Parallel" && Array.isArray(state.Branches)) {
    return state.Branches.map((definition, index) => ({ place: `${place}/Branches[${index}]/`, definition }));
  }
  if (state.Type !== "Map" || itemProcessor(state) === undefined) return [];
  const field = state.Iterator === undefined ? "ItemProcessor" : "Iterator";
  return [{ place: `${place}/${field}/`, definition: state[field] }];
}
