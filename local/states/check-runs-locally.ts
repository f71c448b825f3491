import { UserError } from "../../reporting/user-error.ts";
import { allStates } from "./all-states.ts";
import type { JsonObject } from "./json-value.ts";

/** Throws UserError for a state that is correct but that only AWS can run. */
export function checkRunsLocally(definition: unknown): void {
  for (const { place, state } of allStates(definition)) {
    const found = onlyOnAws(state);
    if (found === undefined) continue;
    throw new UserError({
      at: `state machine definition, ${place}`,
      expected: "a state that can run on this machine",
      found,
      advice: "Run this state machine on AWS, or leave the state out of the local run.",
    });
  }
}

function onlyOnAws(state: JsonObject): string | undefined {
  if (state.Type === "Map") {
    const field = ["ItemReader", "ItemBatcher", "ResultWriter"].find((name) => state[name] !== undefined);
    return field === undefined ? undefined : `a Map state with ${field}`;
  }
  const resource = state.Type === "Task" ? String(state.Resource) : "";
  if (resource.endsWith(".waitForTaskToken")) return `a task that waits for a token ("${resource}")`;
  return /:states:[^:]*:[^:]*:activity:/.test(resource) ? `an activity ("${resource}")` : undefined;
}
