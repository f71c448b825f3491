import { EvaluationError } from "./evaluation-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";

/** An intrinsic function: its evaluated arguments in, its value out. `random` gives numbers in [0, 1). */
export type Intrinsic = (args: readonly unknown[], random: () => number) => unknown;

/**
 * The failure of an intrinsic function that got what it cannot take. AWS documents `States.IntrinsicFailure` for it, but answers with
 * `States.Runtime`, which nothing catches, and gives no reason for most of them.
 */
export function refuse(name: string, reason?: string): EvaluationError {
  const detail = reason === undefined ? "" : `: ${reason}`;
  return new EvaluationError("States.Runtime", `Invalid arguments in States.${name}${detail}`);
}

export function requireCount(name: string, args: readonly unknown[], least: number, most = least): void {
  if (args.length < least || args.length > most) throw refuse(name);
}

export function requireArray(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw refuse(name);
}

export function requireText(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw refuse(name);
}

export function requireObject(name: string, value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  throw refuse(name);
}

export function requireNumber(name: string, value: unknown): number {
  if (typeof value === "number") return value;
  throw refuse(name);
}

/** A number without its fraction, which AWS cuts off and does not round, whatever it documents. */
export function requireInteger(name: string, value: unknown): number {
  return Math.trunc(requireNumber(name, value));
}
