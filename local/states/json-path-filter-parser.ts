import type { FilterOperand, JsonPath, PathFilter } from "./json-path-ast.ts";
import { JsonPathError } from "./json-path-error.ts";
import type { TextCursor } from "./text-cursor.ts";

type ParsePath = (cursor: TextCursor) => JsonPath;

/** The filter after `[?`: `(@.status == 'new' && !(@.size < 10))`. */
export function parseFilter(cursor: TextCursor, parsePath: ParsePath): PathFilter {
  const and = () => parseChain(cursor, "&&", "and", () => parseTerm(cursor, parsePath));
  return parseChain(cursor, "||", "or", and);
}

function parseChain(
  cursor: TextCursor,
  token: string,
  kind: "or" | "and",
  parsePart: () => PathFilter,
): PathFilter {
  const first = parsePart();
  const parts = [first];
  cursor.skipSpaces();
  while (cursor.take(token)) {
    parts.push(parsePart());
    cursor.skipSpaces();
  }
  return parts.length === 1 ? first : { kind, parts };
}

function parseTerm(cursor: TextCursor, parsePath: ParsePath): PathFilter {
  cursor.skipSpaces();
  if (cursor.take("!")) return { kind: "not", part: parseTerm(cursor, parsePath) };
  if (cursor.take("(")) {
    const filter = parseFilter(cursor, parsePath);
    cursor.skipSpaces();
    if (!cursor.take(")"))
      throw new JsonPathError(`Expected ')' before '${cursor.rest}' in path ${cursor.text}`);
    return filter;
  }
  const left = parseOperand(cursor, parsePath);
  cursor.skipSpaces();
  const operator = cursor.match(OPERATOR)?.[0];
  if (operator === undefined) return { kind: "exists", operand: left };
  return { kind: "compare", left, operator, right: parseOperand(cursor, parsePath) };
}

const OPERATOR = /===?|!==?|=~|<=|>=|<|>|(?:in|nin|subsetof|anyof|noneof|size|empty)\b/y;

function parseOperand(cursor: TextCursor, parsePath: ParsePath): FilterOperand {
  cursor.skipSpaces();
  if (cursor.startsWith("@") || cursor.startsWith("$")) return { kind: "path", path: parsePath(cursor) };
  const regex = cursor.match(/\/((?:[^/\\]|\\.)*)\/(i?)/y);
  if (regex !== undefined) return { kind: "regex", regex: compileRegex(regex[1] ?? "", regex[2]) };
  if (cursor.take("[")) return { kind: "literal", value: parseLiteralList(cursor) };
  return { kind: "literal", value: parseLiteral(cursor) };
}

function compileRegex(source: string, flags: string | undefined): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, flags);
  } catch {
    throw new JsonPathError(`/${source}/ is not a regular expression`);
  }
}

function parseLiteralList(cursor: TextCursor): readonly unknown[] {
  const values: unknown[] = [];
  cursor.skipSpaces();
  while (!cursor.take("]")) {
    values.push(parseLiteral(cursor));
    cursor.skipSpaces();
    cursor.take(",");
    cursor.skipSpaces();
  }
  return values;
}

function parseLiteral(cursor: TextCursor): unknown {
  const quoted = cursor.match(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy);
  if (quoted !== undefined) return (quoted[1] ?? quoted[2] ?? "").replace(/\\(.)/gs, "$1");
  const word = cursor.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true\b|false\b|null\b/y)?.[0];
  if (word === undefined) throw new JsonPathError(`Could not parse '${cursor.rest}' in path ${cursor.text}`);
  return JSON.parse(word);
}
