import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { STATE_TYPES } from "./state-types.ts";

/** The types that say with `Next` or `End` where they lead. */
const TYPES_WITH_NEXT = new Set<unknown>(["Task", "Parallel", "Map", "Wait", "Pass"]);

/** The fields of which a Wait state has exactly one. */
const WAIT_FIELDS = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

/** Throws UserError where a state has no known type, or lacks what its type needs. */
export function checkState(state: JsonObject, place: string): void {
  if (!STATE_TYPES.some((type) => type === state.Type)) {
    throw definitionError(`${place}.Type`, `one of ${STATE_TYPES.join(", ")}`, inWords(state.Type));
  }
  if (TYPES_WITH_NEXT.has(state.Type) && (typeof state.Next === "string") === (state.End === true)) {
    const found = state.End === true ? "both" : "neither";
    throw definitionError(place, `either "Next" with the name of a state or "End": true`, found);
  }
  checkOwnFields(state, place);
  checkHandlers(state, "Retry", place);
  checkHandlers(state, "Catch", place);
}

/** Retriers and catchers name their errors; `States.ALL` stands alone, and last, for it leaves nothing to the others. */
function checkHandlers(state: JsonObject, field: string, place: string): void {
  const handlers = state[field] ?? [];
  if (!Array.isArray(handlers)) throw definitionError(`${place}.${field}`, "a list", inWords(handlers));
  for (const [index, handler] of handlers.entries()) {
    const names: unknown = isJsonObject(handler) ? handler.ErrorEquals : undefined;
    const at = `${place}.${field}[${index}].ErrorEquals`;
    if (!Array.isArray(names) || names.length === 0)
      throw definitionError(at, "names of errors", inWords(names));
    if (!names.includes("States.ALL")) continue;
    if (names.length > 1) throw definitionError(at, "States.ALL alone", inWords(names));
    if (index < handlers.length - 1)
      throw definitionError(at, "States.ALL only in the last rule", inWords(names));
  }
}

function checkOwnFields(state: JsonObject, place: string): void {
  if (state.Type === "Task" && typeof state.Resource !== "string") {
    throw definitionError(`${place}.Resource`, "an ARN", inWords(state.Resource));
  }
  if (state.Type === "Choice") requireList(state, "Choices", place, "at least one rule");
  if (state.Type === "Parallel") requireList(state, "Branches", place, "at least one branch");
  if (state.Type !== "Wait") return;
  const given = WAIT_FIELDS.filter((field) => state[field] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? "none" : given.join(" and ");
    throw definitionError(place, `one of ${WAIT_FIELDS.join(", ")}`, found);
  }
}

function requireList(state: JsonObject, field: string, place: string, expected: string): void {
  const list = state[field];
  if (!Array.isArray(list) || list.length === 0)
    throw definitionError(`${place}.${field}`, expected, inWords(list));
}
