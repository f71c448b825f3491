import type { Json } from "../plan/json.ts";
import type { Scope, State } from "./scope.ts";
import { shortText } from "./short-text.ts";
import { isLast, targetsOf } from "./transitions.ts";
import { shortValue } from "./value-words.ts";

/** The states around one state, on both sides. */
export interface Surroundings {
  readonly before: Scope;
  readonly after: Scope;
}

/** A target as it is written, were it no name at all. */
export function nameWords(name: Json | undefined): string {
  if (name === undefined) return "nowhere";
  return typeof name === "string" ? shortText(name) : shortValue(name);
}

/** A target after the change, with what is strange about it: `Cut`, `Cut (no such state)`. */
export function targetWords(name: Json | undefined, { states }: Scope): string {
  const isLost = typeof name === "string" && !states.has(name);
  return isLost ? `${nameWords(name)} (no such state)` : nameWords(name);
}

/** `, skips Notify` if the new target is what came behind the old one, which is still there. */
export function skipWords(
  from: Json | undefined,
  to: Json | undefined,
  { before, after }: Surroundings,
): string {
  if (typeof from !== "string" || typeof to !== "string" || !after.states.has(from)) return "";
  const skipped = before.states.get(from);
  const follows = skipped !== undefined && targetsOf(skipped).includes(to);
  return follows ? `, skips ${shortText(from)}` : "";
}

/** What comes behind a state that is no Choice: `goes to X`, `ends`. */
export function nextWords(state: State, scope: Scope): string {
  const next = state.fields.get("Next");
  if (next !== undefined) return `goes to ${targetWords(next, scope)}`;
  return isLast(state) ? "ends" : "leads nowhere";
}

/** The same of what came behind it before. */
export function pastNextWords(state: State): string {
  const next = state.fields.get("Next");
  if (next !== undefined) return nameWords(next);
  return isLast(state) ? "the end" : "nowhere";
}
