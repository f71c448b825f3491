import type { Json } from "../plan/json.ts";
import { ABSENT } from "./value-outside.ts";

/** An event with values at paths; undefined where one path leads through the value of another. */
export function eventWith(
  fields: readonly (readonly [path: readonly string[], value: Json | typeof ABSENT])[],
): Json | undefined {
  const root = new Map<string, Node>();
  for (const [path, value] of fields) {
    if (value !== ABSENT && !put(root, path, value)) return undefined;
  }
  return written(root);
}

type Node = Map<string, Node> | { readonly value: Json };

function put(node: Map<string, Node>, [name, ...rest]: readonly string[], value: Json): boolean {
  if (name === undefined) return false;
  const inner = node.get(name);
  if (rest.length === 0) {
    if (inner !== undefined) return false;
    node.set(name, { value });
    return true;
  }
  if (inner !== undefined && !(inner instanceof Map)) return false;
  const next = inner ?? new Map<string, Node>();
  node.set(name, next);
  return put(next, rest, value);
}

const written = (node: Map<string, Node>): Json =>
  Object.fromEntries(
    [...node].map(([name, inner]) => [name, inner instanceof Map ? written(inner) : inner.value]),
  );
