import type { Check } from "./check-all.ts";
import { definitionError, inWords } from "./definition-error.ts";
import type { JsonObject } from "./json-value.ts";
import { jsonataExpression } from "./jsonata-expression.ts";
import { hasReference } from "./terraform-reference.ts";

/** Which numbers a field takes. */
export interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

export const whole = (least: number, most: number): Range => ({ least, most, isWhole: true });

/** The checks, each throwing DefinitionError, that fields are numbers in their range; a field that is missing is none of their business. */
export function rangeChecks(
  of: JsonObject,
  ranges: Readonly<Record<string, Range>>,
  place: string,
): readonly Check[] {
  return Object.entries(ranges).map(
    ([field, range]) =>
      () =>
        checkRange(of[field], range, `${place}/${field}`),
  );
}

function checkRange(value: unknown, range: Range, place: string): void {
  if (value === undefined || isFilledIn(value)) return;
  const { least, most, isWhole } = range;
  const isInRange = typeof value === "number" && value >= least && value <= most;
  if (isInRange && (!isWhole || Number.isInteger(value))) return;
  const kind = isWhole ? "a whole number" : "a number";
  const bound = most >= Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw definitionError(place, `${kind} ${bound}`, inWords(value), { message: outOfRange(value, range) });
}

function outOfRange(value: unknown, { least, most, isWhole }: Range): string {
  const inJava = (bound: number) => (isWhole ? String(bound) : bound.toFixed(1));
  if (typeof value === "number" && value < least) return `Minimum value is ${inJava(least)}`;
  if (typeof value === "number" && value > most) return `Maximum value is ${inJava(most)}`;
  return `Expected value of type ${isWhole ? "Integer" : "Double"}`;
}

/** An expression has its value when it is evaluated, a reference of Terraform when it is applied. */
function isFilledIn(value: unknown): boolean {
  return jsonataExpression(value) !== undefined || hasReference(value);
}
