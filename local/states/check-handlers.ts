import type { PlacedState } from "./all-states.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { requireList } from "./require-list.ts";

/** The fields of retriers and catchers ("Handling errors in Step Functions workflows"). */
const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  Retry: new Set(
    "ErrorEquals IntervalSeconds MaxAttempts BackoffRate MaxDelaySeconds JitterStrategy Comment".split(" "),
  ),
  Catch: new Set("ErrorEquals Next ResultPath Output Assign Comment".split(" ")),
};

/**
 * Throws DefinitionError where a retrier or a catcher has a field that AWS does not know or names no errors. `States.ALL` stands alone, and
 * last, for it leaves nothing to the others.
 */
export function checkHandlers({ state, place }: PlacedState): void {
  for (const [field, known] of Object.entries(FIELDS)) {
    const handlers = state[field] ?? [];
    if (!Array.isArray(handlers)) {
      const says = { message: "Expected value of type [ARRAY]" };
      throw definitionError(`${place}/${field}`, "a list", inWords(handlers), says);
    }
    for (const [index, handler] of handlers.entries()) {
      const at = `${place}/${field}[${index}]`;
      checkErrors(isJsonObject(handler) ? handler : {}, at, index === handlers.length - 1);
      const foreign = Object.keys(handler as JsonObject).find((name) => !known.has(name));
      if (foreign === undefined) continue;
      const says = { message: `Field '${foreign}' is not supported`, at };
      const kind = field === "Retry" ? "a retrier" : "a catcher";
      throw definitionError(`${at}/${foreign}`, `only fields of ${kind}`, inWords(foreign), says);
    }
  }
}

function checkErrors(handler: JsonObject, place: string, isLast: boolean): void {
  requireList(handler, "ErrorEquals", place, "names of errors");
  const at = `${place}/ErrorEquals`;
  const names = handler.ErrorEquals as readonly unknown[];
  if (!names.includes("States.ALL")) return;
  const says = { message: "States.ALL must appear alone and at end of list" };
  if (names.length > 1) throw definitionError(at, "States.ALL alone", inWords(names), says);
  if (!isLast) throw definitionError(at, "States.ALL only in the last rule", inWords(names), says);
}
