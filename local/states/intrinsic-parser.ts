import type { JsonPath } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import { parsePathAt } from "./json-path-parser.ts";
import { TextCursor } from "./text-cursor.ts";

/** A parsed intrinsic call such as `States.Format('{} of {}', $.index, $count)`. */
export type IntrinsicNode =
  | { readonly kind: "call"; readonly name: string; readonly args: readonly IntrinsicNode[] }
  | { readonly kind: "path"; readonly path: JsonPath }
  | { readonly kind: "literal"; readonly value: number | boolean | null }
  /** What stands between the quotes, escapes included: `States.Format` must tell `\{` from `{`. */
  | { readonly kind: "text"; readonly raw: string };

/** Throws JsonPathError where the text is no call of an intrinsic function. */
export function parseIntrinsicCall(text: string): IntrinsicNode {
  const cursor = new TextCursor(text);
  const call = parseCall(cursor);
  cursor.skipSpaces();
  if (call === undefined || !cursor.isAtEnd) throw unexpected(cursor);
  return call;
}

function parseCall(cursor: TextCursor): IntrinsicNode | undefined {
  const name = cursor.match(/(States\.[A-Za-z0-9]+)\s*\(\s*/y)?.[1];
  if (name === undefined) return undefined;
  const args: IntrinsicNode[] = [];
  while (!cursor.take(")")) {
    args.push(parseArgument(cursor));
    cursor.skipSpaces();
    const isMore = cursor.take(",");
    cursor.skipSpaces();
    if (isMore === cursor.startsWith(")")) throw unexpected(cursor);
  }
  return { kind: "call", name, args };
}

function parseArgument(cursor: TextCursor): IntrinsicNode {
  const raw = cursor.match(/'((?:[^'\\]|\\.)*)'/sy)?.[1];
  if (raw !== undefined) return { kind: "text", raw };
  if (cursor.startsWith("$")) return { kind: "path", path: parsePathAt(cursor) };
  const word = cursor.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|(?:true|false|null)\b/y)?.[0];
  if (word !== undefined) return { kind: "literal", value: JSON.parse(word) };
  const call = parseCall(cursor);
  if (call === undefined) throw unexpected(cursor);
  return call;
}

function unexpected(cursor: TextCursor): JsonPathError {
  const found = cursor.isAtEnd ? "the end" : `'${cursor.rest}'`;
  return new JsonPathError(`Unexpected ${found} in the intrinsic function ${cursor.text}`);
}
