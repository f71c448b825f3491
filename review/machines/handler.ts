import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import { isSealed, sameJson } from "./same-json.ts";

/** "Handling errors in Step Functions workflows", AWS documentation. */
const DEFAULTS: Readonly<Record<"Retry" | "Catch", JsonObject>> = {
  Retry: { IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2, JitterStrategy: "NONE" },
  Catch: { ResultPath: "$", Output: "{% $states.errorOutput %}" },
};

/** Retriers or catchers without their comments and defaults, and their errors in order, for which no order counts. */
export function handlersOf(field: "Retry" | "Catch", value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.map((handler: Json) =>
    isJsonObject(handler) && !isSealed(handler) ? normal(field, handler) : handler,
  );
}

function normal(field: "Retry" | "Catch", handler: JsonObject): JsonObject {
  const defaults = DEFAULTS[field];
  const kept = Object.entries(handler).filter(
    ([key, value]) => key !== "Comment" && !(Object.hasOwn(defaults, key) && sameJson(value, defaults[key])),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === "ErrorEquals" && isTexts(value) ? [...new Set(value)].sort() : value,
    ]),
  );
}

const isTexts = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/** The errors a normal retrier or catcher is for. */
export const errorsOf = (handler: JsonObject): readonly string[] =>
  handler.ErrorEquals !== undefined && isTexts(handler.ErrorEquals) ? handler.ErrorEquals : [];

/** Undefined for a field that has none. */
export const retrierDefault = (field: string): Json | undefined =>
  Object.hasOwn(DEFAULTS.Retry, field) ? DEFAULTS.Retry[field] : undefined;
