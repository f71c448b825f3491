import { isJsonObject, type Json } from "../plan/json.ts";

/** A field of an event and the matchers of which one has to take its value. */
export interface Condition {
  /** From the event's root: `["detail", "total"]`. */
  readonly path: readonly string[];
  readonly matchers: readonly Json[];
}

/** Conditions that all have to hold. */
export type Clause = readonly Condition[];

/** More alternatives of `$or` are not expanded. */
const MAX_CLAUSES = 64;
const MAX_DEPTH = 100;

/** The clauses of a pattern, of which one has to hold; undefined where `$or` makes too many of them, or it nests too deeply. */
export function clausesOf(pattern: Json, path: readonly string[] = []): readonly Clause[] | undefined {
  if (Array.isArray(pattern)) return [[{ path, matchers: pattern }]];
  if (!isJsonObject(pattern) || path.length > MAX_DEPTH) return undefined;
  let clauses: readonly Clause[] = [[]];
  for (const [name, inner] of Object.entries(pattern)) {
    const choices = isChoice(name, inner) ? choicesOf(inner, path) : clausesOf(inner, [...path, name]);
    if (choices === undefined || clauses.length * choices.length > MAX_CLAUSES) return undefined;
    clauses = clauses.flatMap((clause) => choices.map((choice) => [...clause, ...choice]));
  }
  return clauses;
}

/** `$or` is a choice only with two patterns or more; otherwise it is a field of that name. */
const isChoice = (name: string, inner: Json): inner is readonly Json[] =>
  name === "$or" && Array.isArray(inner) && inner.length > 1 && inner.every(isJsonObject);

function choicesOf(choices: readonly Json[], path: readonly string[]): readonly Clause[] | undefined {
  const found: Clause[] = [];
  for (const choice of choices) {
    const clauses = clausesOf(choice, path);
    if (clauses === undefined || found.length + clauses.length > MAX_CLAUSES) return undefined;
    found.push(...clauses);
  }
  return found;
}

/** A path as a key, the same for the same path alone. */
export const pathKey = (path: readonly string[]): string => JSON.stringify(path);
