import type { JsonPath, PathSegment } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import { childrenOf, passesFilter } from "./json-path-filter.ts";
import { missingError, placeOf } from "./json-path-missing.ts";
import { parsePath } from "./json-path-parser.ts";
import { isJsonObject } from "./json-value.ts";

/** What the roots of a path stand for. */
export interface PathData {
  /** `$` */
  readonly input: unknown;
  /** `$$` */
  readonly context: unknown;
  /** `$name` */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The value that a path leads to. A path of names and single indexes leads to one value; one with a wildcard, slice,
 * filter or `..` gives an array of all that it meets, empty where that is nothing.
 *
 * Throws JsonPathError where the text is no path or a path to one value leads nowhere.
 */
export function readJsonPath(text: string, data: PathData): unknown {
  return selectPath(parsePath(text), data);
}

export function selectPath(path: JsonPath, data: PathData, item?: unknown): unknown {
  const select = { read: (inner: JsonPath, of: unknown) => readQuietly(inner, data, of) };
  let value = rootOf(path, data, item);
  let place = "$";
  for (const [index, segment] of path.segments.entries()) {
    if (!leadsToOne(segment)) {
      const rest = path.segments.slice(index);
      return rest.reduce<readonly unknown[]>(
        (values, next) => values.flatMap((one) => spread(one, next, select)),
        [value],
      );
    }
    const parent = value;
    value = spread(parent, segment, select)[0];
    if (value === undefined) throw missingError(path.segments, index, parent, place);
    place += placeOf(segment);
  }
  return value;
}

interface Select {
  readonly read: (path: JsonPath, item: unknown) => unknown;
}

function readQuietly(path: JsonPath, data: PathData, item: unknown): unknown {
  try {
    return selectPath(path, data, item);
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

function rootOf(path: JsonPath, data: PathData, item: unknown): unknown {
  const { root } = path;
  if (root.kind === "item") return item;
  if (root.kind !== "variable") return root.kind === "context" ? data.context : data.input;
  if (Object.hasOwn(data.variables, root.name)) return data.variables[root.name];
  throw new JsonPathError(`The variable '$${root.name}' is not assigned`);
}

function leadsToOne(segment: PathSegment): boolean {
  return segment.kind === "names" || (segment.kind === "indexes" && segment.indexes.length === 1);
}

function spread(value: unknown, segment: PathSegment, select: Select): readonly unknown[] {
  switch (segment.kind) {
    case "names":
      return pickNames(value, segment.names);
    case "indexes":
      return Array.isArray(value) ? segment.indexes.flatMap((index) => at(value, index)) : [];
    case "slice":
      return Array.isArray(value) ? value.slice(segment.from, segment.to) : [];
    case "wildcard":
      return childrenOf(value);
    case "descent":
      return [value, ...childrenOf(value).flatMap((child) => spread(child, segment, select))];
    case "filter": {
      const items = Array.isArray(value) ? value : [value];
      return items.filter((one) => passesFilter(segment.filter, one, select.read));
    }
  }
}

function pickNames(value: unknown, names: readonly string[]): readonly unknown[] {
  if (!isJsonObject(value)) return [];
  const present = names.filter((name) => Object.hasOwn(value, name));
  // Several names in one bracket give one object with those keys.
  if (names.length > 1) return [Object.fromEntries(present.map((name) => [name, value[name]]))];
  return present.map((name) => value[name]);
}

function at(items: readonly unknown[], index: number): readonly unknown[] {
  const position = index < 0 ? items.length + index : index;
  return position >= 0 && position < items.length ? [items[position]] : [];
}
