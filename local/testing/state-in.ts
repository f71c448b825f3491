import { UserError } from "../../reporting/user-error.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";

/** The state of that name in a state machine; a definition without states is the state itself. */
export function stateIn(definition: JsonObject, name: string): JsonObject {
  const { States } = definition;
  if (States === undefined) return definition;
  const state = isJsonObject(States) && Object.hasOwn(States, name) ? States[name] : undefined;
  if (isJsonObject(state)) return state;
  throw new UserError({
    at: "state machine definition",
    expected: `a state "${name}"`,
    found: isJsonObject(States) ? Object.keys(States).join(", ") : "no states",
    advice: "Name the state that is tested in `stateName`.",
  });
}
