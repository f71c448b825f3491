/** RFC 3339 as "Choice workflow state" narrows it: a capital T, and a capital Z or an offset. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The moment in milliseconds since 1970; undefined for a value that is no timestamp. */
export function timestampMs(value: unknown): number | undefined {
  if (typeof value !== "string" || !TIMESTAMP.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) || !isDay(value.slice(0, 10)) ? undefined : ms;
}

/** `Date.parse` takes February 30 for March 2. */
function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** What Java reads as a moment: seconds are optional, and both letters may be small. */
const OFFSET_DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** The same of the timestamp of a Wait state, which may be written in more ways. */
export function offsetDateTimeMs(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const [, day = "", time = "", seconds = ":00", offset = ""] = OFFSET_DATE_TIME.exec(value) ?? [];
  return timestampMs(`${day}T${time}${seconds}${offset.toUpperCase()}`);
}
