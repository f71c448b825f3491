/** One of the six fields of a cron expression: which numbers it takes, and under which names. */
export interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Of the numbers from `min` on. */
  readonly names?: readonly string[];
  /** Whether it takes steps: `1/10`. */
  readonly hasSteps: boolean;
}

/**
 * The numbers that a field names, by lists, ranges and steps: `*`, `1,15`, `MON-FRI`, `0/15`, `10-30/5`. A range may go over
 * the end: `FRI-MON`. Undefined where the text is none of these.
 */
export function cronNumbers(text: string, field: CronField): ReadonlySet<number> | undefined {
  const parts = text.split(",").map((part) => partNumbers(part, field));
  return parts.every((part) => part !== undefined) ? new Set(parts.flat()) : undefined;
}

function partNumbers(text: string, field: CronField): readonly number[] | undefined {
  const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(text) ?? [];
  const by = Number(step ?? 1);
  if (by < 1 || (step !== undefined && !field.hasSteps)) return undefined;
  if (range === "*") return numbers(field.min, field.max, by, field);
  const [from, to, ...more] = range.split("-").map((value) => cronNumber(value, field));
  if (from === undefined || more.length > 0) return undefined;
  if (!range.includes("-")) return numbers(from, step === undefined ? from : field.max, by, field);
  return to === undefined ? undefined : numbers(from, to, by, field);
}

/** A number of a field, or one of its names in any case. */
export function cronNumber(text: string, { min, max, names = [] }: CronField): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return min + named;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

function numbers(from: number, to: number, by: number, { min, max }: CronField): readonly number[] {
  const last = to < from ? to + (max - min + 1) : to;
  const count = Math.floor((last - from) / by) + 1;
  return Array.from({ length: count }, (_, index) => min + ((from + index * by - min) % (max - min + 1)));
}
