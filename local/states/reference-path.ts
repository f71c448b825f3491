import type { PathSegment } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import { parsePath } from "./json-path-parser.ts";
import { isJsonObject } from "./json-value.ts";

/**
 * A copy of `target` with `value` at a reference path (`$.detail.result`, `$.sizes[0]`), objects made on the way where
 * there are none. Throws JsonPathError where the path names no single place, or something else is in its way.
 */
export function insertAtPath(target: unknown, text: string, value: unknown): unknown {
  const { root, segments } = parsePath(text);
  if (root.kind !== "input") throw new JsonPathError(`'${text}' does not start at the input`);
  return insert(target, segments, value, text);
}

function insert(target: unknown, segments: readonly PathSegment[], value: unknown, text: string): unknown {
  const [segment, ...rest] = segments;
  if (segment === undefined) return value;
  if (segment.kind === "names") {
    const [name, ...others] = segment.names;
    const parent = target ?? {};
    if (name === undefined || others.length > 0) throw new JsonPathError(`'${text}' names several places`);
    if (!isJsonObject(parent)) throw inTheWay(text, name);
    const inner = Object.hasOwn(parent, name) ? parent[name] : undefined;
    const isContainer = typeof (inner ?? {}) === "object";
    if (rest.length > 0 && !isContainer) throw inTheWay(text, name);
    return { ...parent, [name]: insert(inner, rest, value, text) };
  }
  const index = segment.kind === "indexes" && segment.indexes.length === 1 ? segment.indexes[0] : undefined;
  if (index === undefined) throw new JsonPathError(`'${text}' names several places`);
  if (!Array.isArray(target) || index < 0 || index >= target.length) throw inTheWay(text, String(index));
  return target.with(index, insert(target[index], rest, value, text));
}

function inTheWay(text: string, step: string): JsonPathError {
  return new JsonPathError(`'${text}' cannot be followed at ${step}`, { step });
}
