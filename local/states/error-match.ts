import { isJsonObject, type JsonObject } from "./json-value.ts";

/** Errors that no retrier and no catcher takes, whatever it names. */
const FINAL = new Set(["States.Runtime"]);

/** Errors that only their own name takes. */
const BY_NAME_ONLY = new Set(["States.DataLimitExceeded"]);

/**
 * The first of a state's retriers or catchers whose `ErrorEquals` takes the error, with its place in the list.
 *
 * Follows "Handling errors in Step Functions workflows".
 */
export function findHandler(
  handlers: unknown,
  error: string,
  alias = error,
): { readonly handler: JsonObject; readonly index: number } | undefined {
  if (!Array.isArray(handlers)) return undefined;
  const index = handlers.findIndex(
    (handler) =>
      isJsonObject(handler) &&
      Array.isArray(handler.ErrorEquals) &&
      (matches(handler.ErrorEquals, error) || (alias !== error && handler.ErrorEquals.includes(alias))),
  );
  return index < 0 ? undefined : { handler: handlers[index], index };
}

function matches(names: readonly unknown[], error: string): boolean {
  if (FINAL.has(error)) return false;
  if (names.includes(error)) return true;
  if (BY_NAME_ONLY.has(error)) return false;
  if (names.includes("States.ALL")) return true;
  if (error === "States.Timeout") return false;
  if (error === "States.HeartbeatTimeout") return names.includes("States.Timeout");
  return names.includes("States.TaskFailed");
}
