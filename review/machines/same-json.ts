import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json } from "../plan/json.ts";

/** A masked secret, which is written as a text and is no object to look into; nothing that `JSON.parse` gave has a method. */
export const isSealed = (value: unknown): boolean =>
  typeof value === "object" && value !== null && typeof (value as { toJSON?: unknown }).toJSON === "function";

/** Whether both are equal whatever the order of their keys. Holds at any depth: it does not call itself. */
export function sameJson(before: Json | undefined, after: Json | undefined): boolean {
  const open: [Json | undefined, Json | undefined][] = [[before, after]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    const inner = innerPairs(left, right);
    if (inner === undefined) return false;
    for (const one of inner) open.push(one);
  }
  return true;
}

function innerPairs(
  left: Json | undefined,
  right: Json | undefined,
): readonly [Json | undefined, Json | undefined][] | undefined {
  if (isSealed(left) || isSealed(right)) return isDeepStrictEqual(left, right) ? [] : undefined;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length ? left.map((one, index) => [one, right[index]]) : undefined;
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return undefined;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return undefined;
  if (!keys.every((key) => Object.hasOwn(right, key))) return undefined;
  return keys.map((key) => [left[key], right[key]]);
}
