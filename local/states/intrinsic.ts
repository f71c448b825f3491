import { EvaluationError } from "./evaluation-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";

/** An intrinsic function: its evaluated arguments in, its value out. `random` gives numbers in [0, 1). */
export type Intrinsic = (args: readonly unknown[], random: () => number) => unknown;

/** The failure of an intrinsic function that got what it cannot take. */
export function refuse(name: string, reason: string): EvaluationError {
  return new EvaluationError("States.IntrinsicFailure", `Invalid arguments in States.${name}: ${reason}`);
}

export function requireCount(name: string, args: readonly unknown[], least: number, most = least): void {
  if (args.length >= least && args.length <= most) return;
  const expected = least === most ? `${least}` : `${least} to ${most}`;
  throw refuse(name, `expected ${expected} arguments, but got ${args.length}`);
}

export function requireArray(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw refuse(name, `expected an array, but got ${JSON.stringify(value)}`);
}

export function requireText(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw refuse(name, `expected a string, but got ${JSON.stringify(value)}`);
}

export function requireObject(name: string, value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  throw refuse(name, `expected an object, but got ${JSON.stringify(value)}`);
}

/** A number, rounded to the nearest integer as the intrinsic functions do. */
export function requireInteger(name: string, value: unknown): number {
  if (typeof value === "number") return Math.round(value);
  throw refuse(name, `expected a number, but got ${JSON.stringify(value)}`);
}
