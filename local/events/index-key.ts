import { isJsonObject } from "../states/json-value.ts";
import type { CompiledCondition } from "./compile-pattern.ts";

/** How the value of a field can be looked up; `present` where only its being there can. */
export type IndexKey =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "prefix" | "suffix" | "folded"; readonly text: string }
  | { readonly kind: "present" };

const PRESENT: readonly IndexKey[] = [{ kind: "present" }];

/**
 * Keys of which a field has one at least where the condition holds; undefined where it holds without the field, too.
 */
export function keysOf({ matchers, takesAbsence }: CompiledCondition): readonly IndexKey[] | undefined {
  if (takesAbsence) return undefined;
  const keys = matchers.map(keyOf);
  return keys.some(({ kind }) => kind === "present") ? PRESENT : keys;
}

function keyOf(matcher: unknown): IndexKey {
  if (!isJsonObject(matcher)) return { kind: "value", value: matcher };
  const [[operator, operand] = ["", undefined], ...others] = Object.entries(matcher);
  // Further operators only narrow what the first one takes, but a refused pattern is no reason to be clever.
  if (typeof operand !== "string" || others.length > 0) return { kind: "present" };
  if (operator === "prefix" && operand !== "") return { kind: "prefix", text: operand };
  if (operator === "suffix" && operand !== "") return { kind: "suffix", text: operand };
  if (operator === "equals-ignore-case") return { kind: "folded", text: operand.toLowerCase() };
  return { kind: "present" };
}

/** The same for equal keys of a field, another for all others. */
export function keyName(path: string, key: IndexKey): string {
  if (key.kind === "present") return JSON.stringify([path]);
  return JSON.stringify(key.kind === "value" ? [path, "value", key.value] : [path, key.kind, key.text]);
}
