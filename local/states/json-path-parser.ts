import type { JsonPath, PathRoot, PathSegment } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import { parseFilter } from "./json-path-filter-parser.ts";
import { TextCursor } from "./text-cursor.ts";

/** The path that a whole text is. Throws JsonPathError where it is none. */
export function parsePath(text: string): JsonPath {
  const cursor = new TextCursor(text);
  const path = parsePathAt(cursor);
  if (!cursor.isAtEnd) throw new JsonPathError(`Unexpected '${cursor.rest}' in path ${text}`);
  return path;
}

/** The path that starts at the cursor, which moves to its end; what follows it is the caller's. */
export function parsePathAt(cursor: TextCursor): JsonPath {
  const before = cursor.rest;
  const root = parseRoot(cursor);
  const segments: PathSegment[] = [];
  for (let next = parseSegments(cursor); next.length > 0; next = parseSegments(cursor))
    segments.push(...next);
  return { text: before.slice(0, before.length - cursor.rest.length), root, segments };
}

function parseRoot(cursor: TextCursor): PathRoot {
  if (cursor.take("@")) return { kind: "item" };
  if (cursor.take("$$")) return { kind: "context" };
  const variable = cursor.match(/\$([\p{ID_Start}_][\p{ID_Continue}]*)/uy)?.[1];
  if (variable !== undefined) return { kind: "variable", name: variable };
  if (cursor.take("$")) return { kind: "input" };
  throw new JsonPathError(`A path starts with '$', but this is '${cursor.rest}'`);
}

function parseSegments(cursor: TextCursor): readonly PathSegment[] {
  if (cursor.take("..")) {
    if (cursor.startsWith("[")) return [{ kind: "descent" }];
    return [{ kind: "descent" }, parseDotSegment(cursor)];
  }
  // "Using JSONPath paths" has a dot before brackets: $.abc.['def ghi'].
  const hasDot = cursor.take(".");
  if (cursor.take("[")) return [parseBracket(cursor)];
  return hasDot ? [parseDotSegment(cursor)] : [];
}

function parseDotSegment(cursor: TextCursor): PathSegment {
  if (cursor.take("*")) return { kind: "wildcard" };
  const name = cursor.match(/[^\s.[\](),=!<>&|*?~'"]+/y)?.[0];
  if (name === undefined) throw new JsonPathError(`Path must not end with a '.' in path ${cursor.text}`);
  return { kind: "names", names: [name] };
}

function parseBracket(cursor: TextCursor): PathSegment {
  cursor.skipSpaces();
  const segment = parseBracketContent(cursor);
  cursor.skipSpaces();
  if (!cursor.take("]"))
    throw new JsonPathError(`Expected ']' before '${cursor.rest}' in path ${cursor.text}`);
  return segment;
}

function parseBracketContent(cursor: TextCursor): PathSegment {
  if (cursor.take("*")) return { kind: "wildcard" };
  if (cursor.take("?")) return { kind: "filter", filter: parseFilter(cursor, parsePathAt) };
  const slice = cursor.match(/(-?\d+)?\s*:\s*(-?\d+)?/y);
  if (slice !== undefined) return { kind: "slice", from: toInteger(slice[1]), to: toInteger(slice[2]) };
  const indexes = parseList(cursor, () => toInteger(cursor.match(/-?\d+/y)?.[0]));
  if (indexes.length > 0) return { kind: "indexes", indexes };
  const names = parseList(cursor, () => parseQuoted(cursor));
  if (names.length > 0) return { kind: "names", names };
  throw new JsonPathError(`Could not parse '[${cursor.rest}' in path ${cursor.text}`);
}

function parseList<T>(cursor: TextCursor, parseItem: () => T | undefined): T[] {
  const items: T[] = [];
  for (let item = parseItem(); item !== undefined; ) {
    items.push(item);
    cursor.skipSpaces();
    if (!cursor.take(",")) break;
    cursor.skipSpaces();
    item = parseItem();
  }
  return items;
}

function parseQuoted(cursor: TextCursor): string | undefined {
  const match = cursor.match(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy);
  return (match?.[1] ?? match?.[2])?.replace(/\\(.)/gs, "$1");
}

function toInteger(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number.parseInt(digits, 10);
}
