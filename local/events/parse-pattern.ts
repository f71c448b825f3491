import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { isNestedTooDeep } from "../states/nesting.ts";
import { isChoice } from "./flat-pattern.ts";
import { patternError } from "./pattern-error.ts";

/**
 * The event pattern that a JSON text is, as EventBridge reads it where it names a key twice: of two lists for one field the later one counts, of two
 * objects the fields of both, and of two `$or` one choice each. Event Ruler, the engine of EventBridge, keeps a pattern by the paths of its
 * fields ("Caveat: JSON parsing and duplicate keys" of its README).
 *
 * @throws UserError for an operator with two operands, SyntaxError for a text that is no JSON
 */
export function parsePattern(text: string): unknown {
  const parsed: unknown = JSON.parse(numbered(text));
  // What no pattern can be is left to who validates it.
  return isNestedTooDeep(parsed) ? JSON.parse(text) : fieldsOf(parsed);
}

/** The text with a number before each key, so that none is lost. */
function numbered(text: string): string {
  let count = 0;
  return text.replaceAll(/("(?:[^"\\]|\\.)*")(\s*:)?/gs, (whole, key: string, colon?: string) =>
    colon === undefined ? whole : `"${count++}:${key.slice(1)}${colon}`,
  );
}

function entriesOf(numbered: JsonObject): readonly (readonly [string, unknown])[] {
  return Object.entries(numbered).map(([key, value]) => [key.slice(key.indexOf(":") + 1), value]);
}

function fieldsOf(value: unknown): unknown {
  if (!isJsonObject(value)) return Array.isArray(value) ? value.map(matcherOf) : value;
  const fields = entriesOf(value).map(([name, inner]): readonly [string, unknown] => [
    name,
    name === "$or" && Array.isArray(inner) ? inner.map(fieldsOf) : fieldsOf(inner),
  ]);
  return overlaid({}, fields);
}

function overlaid(fields: JsonObject, later: readonly (readonly [string, unknown])[]): JsonObject {
  const all = new Map(Object.entries(fields));
  for (const [name, value] of later)
    all.set(name, all.has(name) ? bothOf(name, all.get(name), value) : value);
  return Object.fromEntries(all);
}

function bothOf(name: string, earlier: unknown, later: unknown): unknown {
  if (isChoice(name, earlier) && isChoice(name, later)) {
    return earlier.flatMap((one) => later.map((other) => bothOf("", one, other)));
  }
  if (isJsonObject(earlier) && isJsonObject(later)) return overlaid(earlier, Object.entries(later));
  const isField = typeof earlier === "object" && earlier !== null;
  // A mistake is not hidden by what comes after it.
  return isField ? later : earlier;
}

function matcherOf(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const entries = entriesOf(value).map(([name, operand]): readonly [string, unknown] => [
    name,
    matcherOf(operand),
  ]);
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) < index);
  if (twice === undefined) return Object.fromEntries(entries);
  throw patternError("", "one operator", twice[0], "Only one key allowed in match expression");
}
