import type { PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { requireList } from "./require-list.ts";
import { unsupportedField } from "./unsupported-field.ts";

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
  checkAll(
    Object.keys(FIELDS).map((field) => () => checkField(state[field] ?? [], field, `${place}/${field}`)),
  );
}

function checkField(handlers: unknown, field: string, place: string): void {
  if (!Array.isArray(handlers)) {
    const says = { message: "Expected value of type [ARRAY]" };
    throw definitionError(place, "a list", inWords(handlers), says);
  }
  checkAll(
    handlers.flatMap((handler: unknown, index) => {
      const rule = isJsonObject(handler) ? handler : {};
      const at = `${place}[${index}]`;
      return [
        () => checkErrors(rule, at, index === handlers.length - 1),
        ...Object.keys(rule).map((name) => () => checkName(name, field, at)),
      ];
    }),
  );
}

function checkName(name: string, field: string, place: string): void {
  if (FIELDS[field]?.has(name)) return;
  throw unsupportedField(place, name, `only fields of ${field === "Retry" ? "a retrier" : "a catcher"}`);
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
