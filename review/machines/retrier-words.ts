import type { Json, JsonObject } from "../plan/json.ts";
import { retrierDefault } from "./handler.ts";
import { jsonDifferences } from "./json-differences.ts";
import { sameJson } from "./same-json.ts";
import { arrowWords, changeWords, shortValue } from "./value-words.ts";

/** What a retrier says, in the order in which it is told; the rest as it is written. */
const FIELDS = ["MaxAttempts", "IntervalSeconds", "BackoffRate", "MaxDelaySeconds", "JitterStrategy"];

/** `3 attempts`; of the rest what is not the default: `6 attempts, after 5 s, backoff 1.5`. */
export function retrierWords(retrier: JsonObject): string {
  const told = FIELDS.slice(1).filter((field) => retrier[field] !== undefined);
  return [attempts(retrier), ...told.map((field) => one(field, shownField(retrier, field)))].join(", ");
}

/** What differs between two retriers but for their errors: `3 → 6 attempts`, `interval 1 s → 5 s`. */
export function retryChanges(before: JsonObject, after: JsonObject): readonly string[] {
  const told = FIELDS.filter((field) => !sameJson(before[field], after[field])).map((field) => {
    const words = arrowWords(shownField(before, field), shownField(after, field));
    return one(field, words);
  });
  const rest = (retrier: JsonObject): Json =>
    Object.fromEntries(
      Object.entries(retrier).filter(([key]) => key !== "ErrorEquals" && !FIELDS.includes(key)),
    );
  const others = jsonDifferences(rest(before), rest(after));
  return [...told, ...others.map((other) => `${other.path} ${changeWords(other.before, other.after)}`)];
}

function attempts(retrier: JsonObject): string {
  const count = shownField(retrier, "MaxAttempts");
  return count === "1" ? "1 attempt" : `${count} attempts`;
}

function one(field: string, words: string): string {
  if (field === "MaxAttempts") return `${words} attempts`;
  if (field === "IntervalSeconds") return `interval ${words}`;
  if (field === "BackoffRate") return `backoff ${words}`;
  return field === "MaxDelaySeconds" ? `longest wait ${words}` : `jitter ${words}`;
}

function shownField(retrier: JsonObject, field: string): string {
  const value = retrier[field] ?? retrierDefault(field);
  return field.endsWith("Seconds") && typeof value === "number" ? `${value} s` : shortValue(value);
}
