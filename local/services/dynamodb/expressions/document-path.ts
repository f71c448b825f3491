import type { AttributeValue, Item } from "../attribute-value.ts";
import { isReservedWord } from "../reserved-words.ts";
import { expressionError } from "./expression-error.ts";
import type { ExpressionTokens } from "./expression-tokens.ts";
import type { Placeholders } from "./placeholders.ts";

/** The way to a value: names of attributes and places in lists. The first is a name. */
export type DocumentPath = readonly (string | number)[];

/** As messages show it: `[reviews, [0], text]`. */
export function shownPath(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}

/** @throws DynamoDbError where no path begins here, or one with a reserved word. */
export function parsePath(tokens: ExpressionTokens, placeholders: Placeholders): DocumentPath {
  const path: (string | number)[] = [parseName(tokens, placeholders)];
  for (;;) {
    if (tokens.takeIf(".")) path.push(parseName(tokens, placeholders));
    else if (tokens.takeIf("[")) path.push(parseIndex(tokens));
    else return path;
  }
}

export function isName(token: string): boolean {
  return /^(?:#[A-Za-z0-9_]+|[A-Za-z_][A-Za-z0-9_]*)$/.test(token);
}

function parseName(tokens: ExpressionTokens, placeholders: Placeholders): string {
  const { kind } = tokens;
  if (!isName(tokens.next)) throw tokens.syntaxError();
  const name = tokens.take();
  if (name.startsWith("#")) return placeholders.nameOf(kind, name);
  if (!isReservedWord(name)) return name;
  throw expressionError(kind, `Attribute name is a reserved keyword; reserved keyword: ${name}`);
}

function parseIndex(tokens: ExpressionTokens): number {
  if (!/^\d{1,9}$/.test(tokens.next)) throw tokens.syntaxError();
  const index = Number(tokens.take());
  tokens.expect("]");
  return index;
}

/** What lies at the path; undefined where the way ends before. */
export function readPath(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) value = value && childOf(value, step);
  return value;
}

export function childOf(parent: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === "number") return "L" in parent ? parent.L[step] : undefined;
  return "M" in parent && Object.hasOwn(parent.M, step) ? parent.M[step] : undefined;
}

/**
 * That no two paths of one expression are the same, lead through each other, or take one value for a list and a map.
 *
 * @throws DynamoDbError ValidationException
 */
export function checkDistinct(kind: ExpressionTokens["kind"], paths: readonly DocumentPath[]): void {
  for (const [at, later] of paths.entries()) {
    for (const earlier of paths.slice(0, at)) {
      const parting = earlier.findIndex((step, depth) => step !== later[depth]);
      const isWithin = parting === -1 || parting >= later.length;
      if (isWithin || typeof earlier[parting] !== typeof later[parting]) {
        const verb = isWithin ? "overlap" : "conflict";
        const pair = `path one: ${shownPath(earlier)}, path two: ${shownPath(later)}`;
        throw expressionError(
          kind,
          `Two document paths ${verb} with each other; must remove or rewrite one of these paths; ${pair}`,
        );
      }
    }
  }
}
