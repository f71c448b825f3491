import type { JsonObject } from "../states/json-value.ts";

type Tree = Map<string, Tree | string>;

/**
 * The fields of a form as an object: `A.member.1` is the first item of a list, `A.entry.1.Name` and `A.entry.1.Value`
 * are an entry of a map.
 */
export function queryFields(form: string): JsonObject {
  const root: Tree = new Map();
  for (const [path, value] of new URLSearchParams(form)) put(root, path.split("."), value);
  return objectOf(root);
}

function put(tree: Tree, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const known = tree.get(name);
  const below: Tree = known instanceof Map ? known : new Map();
  tree.set(name, below);
  put(below, rest, value);
}

function fieldValue(node: Tree | string): unknown {
  if (typeof node === "string") return node;
  const members = node.get("member");
  if (members instanceof Map) return inOrder(members).map(fieldValue);
  const entries = node.get("entry");
  return entries instanceof Map ? mapOf(inOrder(entries)) : objectOf(node);
}

function objectOf(tree: Tree): JsonObject {
  return Object.fromEntries([...tree].map(([name, node]) => [name, fieldValue(node)]));
}

function mapOf(entries: readonly (Tree | string)[]): JsonObject {
  const pairs = entries
    .filter((entry) => entry instanceof Map)
    .map((entry) => [
      String(entry.get("Name") ?? entry.get("key")),
      fieldValue(entry.get("Value") ?? entry.get("value") ?? ""),
    ]);
  return Object.fromEntries(pairs);
}

function inOrder(items: Tree): readonly (Tree | string)[] {
  return [...items].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}
