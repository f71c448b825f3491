import { checkAll } from "./check-all.ts";
import { definitionError, inWords, missingFields } from "./definition-error.ts";
import type { JsonObject } from "./json-value.ts";
import { requireList } from "./require-list.ts";
import { STATE_TYPES } from "./state-types.ts";

/** The types that say with `Next` or `End` where they lead. */
const TYPES_WITH_NEXT = new Set<unknown>(["Task", "Parallel", "Map", "Wait", "Pass"]);

/** The fields of which a Wait state has exactly one. */
const WAIT_FIELDS = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

/** Throws UserError where a state has no known type, or lacks what its type needs. */
export function checkState(state: JsonObject, place: string): void {
  if (!STATE_TYPES.some((type) => type === state.Type)) {
    const says = state.Type === undefined ? { message: missingFields("Type"), at: place } : {};
    throw definitionError(`${place}/Type`, `one of ${STATE_TYPES.join(", ")}`, inWords(state.Type), says);
  }
  checkAll([() => checkTransition(state, place), () => checkOwnFields(state, place)]);
}

function checkTransition(state: JsonObject, place: string): void {
  const { Type, Next, End } = state;
  if (!TYPES_WITH_NEXT.has(Type) || (typeof Next === "string") !== (End === true)) return;
  const found = End === true ? "both" : "neither";
  const says = { message: oneOf(state, ["Next", "End"]) };
  throw definitionError(place, `either "Next" with the name of a state or "End": true`, found, says);
}

function checkOwnFields(state: JsonObject, place: string): void {
  if (state.Type === "Task" && typeof state.Resource !== "string") {
    const isMissing = state.Resource === undefined;
    const says = isMissing
      ? { message: missingFields("Resource"), at: place }
      : { message: "Expected value of type [STRING]" };
    throw definitionError(`${place}/Resource`, "an ARN", inWords(state.Resource), says);
  }
  if (state.Type === "Choice") requireList(state, "Choices", place, "at least one rule");
  if (state.Type === "Parallel") requireList(state, "Branches", place, "at least one branch");
  if (state.Type !== "Wait") return;
  const given = WAIT_FIELDS.filter((field) => state[field] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? "none" : given.join(" and ");
    const says = { message: oneOf(state, ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"]) };
    throw definitionError(place, `one of ${WAIT_FIELDS.join(", ")}`, found, says);
  }
}

/** AWS has other words for none of some fields than for several of them. */
function oneOf(state: JsonObject, fields: readonly string[]): string {
  const isNone = fields.every((field) => state[field] === undefined || state[field] === false);
  const start = isNone ? "This object should have only one" : "There should only be one";
  return `${start} of the following fields: [${fields.join(", ")}]`;
}
