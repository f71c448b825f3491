import { addressRange } from "./address-range.ts";
import type { ClauseValues, Range } from "./clause.ts";
import type { ConditionOperator } from "./condition-operators.ts";
import { type Glob, readGlob } from "./glob.ts";

const ISO_DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** What a condition's values stand for; undefined of values that their operator does not take. */
export function clauseValues(
  { reads, compares }: ConditionOperator,
  values: readonly string[],
  variables: boolean,
): ClauseValues | undefined {
  switch (reads) {
    case "number":
    case "date":
      return rangesOf(reads, values, compares);
    case "address": {
      const ranges = values.map(addressRange);
      return ranges.every((range) => range !== undefined) ? { kind: "address", ranges } : undefined;
    }
    case "null":
      return values.length === 1 && isBoolean(values[0]) ? textValues([]) : undefined;
    case "boolean":
      return values.every(isBoolean)
        ? textValues(globs(values, { wildcards: false, variables, anyCase: true }), true)
        : undefined;
    case "arn":
      return values.every((value) => value.split(":").length >= 6 && !value.includes("${"))
        ? textValues(globs(values, { wildcards: true, variables, segments: true }))
        : undefined;
    default:
      return textValues(
        globs(values, { wildcards: reads === "glob", variables, anyCase: reads === "any-case" }),
      );
  }
}

export const isBoolean = (value: string | undefined): boolean => /^(true|false)$/i.test(value ?? "");

const textValues = (values: readonly Glob[], isBooleanKey = false): ClauseValues => ({
  kind: "text",
  globs: values,
  isBoolean: isBooleanKey,
});

const globs = (values: readonly string[], syntax: Parameters<typeof readGlob>[1]): readonly Glob[] =>
  values.map((value) => readGlob(value, syntax));

function rangesOf(
  kind: "number" | "date",
  values: readonly string[],
  compares: ConditionOperator["compares"],
): ClauseValues | undefined {
  const points = values.map(kind === "number" ? numberOf : timeOf);
  return points.every(Number.isFinite)
    ? { kind, ranges: points.map((point) => range(point, compares)) }
    : undefined;
}

function range(point: number, compares: ConditionOperator["compares"]): Range {
  if (compares === undefined) return { from: point, to: point, withEnds: true };
  const withEnds = compares.endsWith("=");
  return compares.startsWith("<")
    ? { from: Number.NEGATIVE_INFINITY, to: point, withEnds }
    : { from: point, to: Number.POSITIVE_INFINITY, withEnds };
}

const numberOf = (value: string): number =>
  /^[+-]?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;

/** An ISO 8601 time, or seconds since 1970. */
function timeOf(value: string): number {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  return ISO_DATE.test(value)
    ? Date.parse(value.includes("T") && !/(Z|[+-]\d\d:?\d\d)$/.test(value) ? `${value}Z` : value)
    : Number.NaN;
}
