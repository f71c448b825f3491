import type { Json } from "../plan/json.ts";
import { changed, type Finding, IMPORTANCE } from "./finding.ts";
import { sameJson } from "./same-json.ts";
import { arrowWords, shortValue } from "./value-words.ts";

type Fields = ReadonlyMap<string, Json>;

/** The fields that `compareLimits` puts into words. */
export const LIMIT_FIELDS: ReadonlySet<string> = new Set([
  "TimeoutSeconds",
  "TimeoutSecondsPath",
  "HeartbeatSeconds",
  "HeartbeatSecondsPath",
  "MaxConcurrency",
  "MaxConcurrencyPath",
]);

/** Timeouts, heartbeats and how much of a Map runs at once. */
export function compareLimits(subject: string, before: Fields, after: Fields): readonly Finding[] {
  return [
    ...compareTime(`Timeout of ${subject}`, "TimeoutSeconds", before, after),
    ...compareTime(`Heartbeat of ${subject}`, "HeartbeatSeconds", before, after),
    ...compareConcurrency(subject, before, after),
  ];
}

function compareTime(label: string, field: string, before: Fields, after: Fields): readonly Finding[] {
  const was = either(before, field);
  const is = either(after, field);
  if (sameJson(was, is)) return [];
  if (is === undefined) return [changed(IMPORTANCE.protectionLost, `${label} removed (was ${seconds(was)})`)];
  if (was === undefined) return [changed(IMPORTANCE.protection, `${label} added: ${seconds(is)}`)];
  return [changed(IMPORTANCE.protection, `${label}: ${arrowWords(seconds(was), seconds(is))}`)];
}

function compareConcurrency(subject: string, before: Fields, after: Fields): readonly Finding[] {
  const was = either(before, "MaxConcurrency") ?? 0;
  const is = either(after, "MaxConcurrency") ?? 0;
  if (sameJson(was, is)) return [];
  const words = arrowWords(itemsAtOnce(was), itemsAtOnce(is));
  return [changed(IMPORTANCE.limit, `${subject}: items at once ${words}`)];
}

const either = (fields: Fields, field: string): Json | undefined =>
  fields.get(field) ?? fields.get(`${field}Path`);

const seconds = (value: Json | undefined): string =>
  typeof value === "number" ? `${value} s` : shortValue(value);

const itemsAtOnce = (value: Json): string => (value === 0 ? "unlimited" : shortValue(value));
