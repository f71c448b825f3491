import { UserError } from "../../reporting/user-error.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";

/**
 * "TestState" has mocks for Task, Map and Parallel states alone, each with a result or an error.
 *
 * @throws UserError for a mock that the state cannot have
 */
export function requireFittingMock(stateName: string, state: JsonObject, mock: object): void {
  const at = `mock of state "${stateName}"`;
  if (!WITH_WORK.has(state.Type)) {
    const expected = "none: only Task, Map and Parallel states have work that a mock can do";
    throw new UserError({
      at,
      expected,
      found: `one of a ${state.Type} state`,
      advice: "Leave out the `mock`.",
    });
  }
  const { result, error } = mock as { readonly result?: unknown; readonly error?: unknown };
  if ((result === undefined) === (error === undefined)) {
    const found = error === undefined ? "neither" : "both";
    const expected = "either a result or an error";
    throw new UserError({ at, expected, found, advice: "Give the mock one of the two." });
  }
  const expected = error === undefined ? expectedResult(state, result) : undefined;
  if (expected === undefined) return;
  throw new UserError({ at, expected, found: JSON.stringify(result), advice: "Correct the result." });
}

const WITH_WORK = new Set<unknown>(["Task", "Map", "Parallel"]);

/** Whether a Map state gives what tells of its results, and not these. */
export function isExported({ Type, ResultWriter }: JsonObject): boolean {
  return Type === "Map" && isJsonObject(ResultWriter);
}

/** What the result should be instead; undefined where it is right. */
function expectedResult(state: JsonObject, result: unknown): string | undefined {
  const { Type, Branches } = state;
  if (Type === "Task") return undefined;
  if (isExported(state)) {
    return isJsonObject(result) ? undefined : "an object, as a state with a ResultWriter has";
  }
  const count = Type === "Parallel" && Array.isArray(Branches) ? Branches.length : undefined;
  if (Array.isArray(result) && (count === undefined || result.length === count)) return undefined;
  return count === undefined ? "a list of results" : `a list of ${count} results, one for each branch`;
}
