import type { Json } from "../plan/json.ts";
import { type Clause, pathKey } from "./clauses.ts";
import { matcherWords } from "./matcher-words.ts";

const MAX_LENGTH = 160;

/** What two patterns say differently, field by field, a line each. */
export function patternDifferences(before: readonly Clause[], after: readonly Clause[]): readonly string[] {
  if (before.length !== 1 || after.length !== 1) {
    return [
      before.length === after.length
        ? "what $or chooses between changes"
        : `$or: ${before.length} → ${after.length} alternatives`,
    ];
  }
  const [old, now] = [fields(before[0] ?? []), fields(after[0] ?? [])];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const line = fieldDifference(old.get(key), now.get(key));
    const name = (JSON.parse(key) as readonly string[]).join(".");
    return line === undefined ? [] : [cut(`${name}: ${line}`)];
  });
}

const fields = (clause: Clause): ReadonlyMap<string, readonly Json[]> =>
  new Map(clause.map(({ path, matchers }) => [pathKey(path), matchers]));

function fieldDifference(
  before: readonly Json[] | undefined,
  after: readonly Json[] | undefined,
): string | undefined {
  if (before === undefined) return `now looked at: ${listed(after ?? [])}`;
  if (after === undefined) return `no longer looked at (was ${listed(before)})`;
  const [old, now] = [before.map(matcherWords), after.map(matcherWords)];
  const added = now.filter((word) => !old.includes(word));
  const removed = old.filter((word) => !now.includes(word));
  if (added.length === 0 && removed.length === 0) return undefined;
  if (removed.length === 0) return `also ${added.join(" or ")}`;
  if (added.length === 0) return `no longer ${removed.join(" or ")}`;
  return `${added.join(" or ")} (was ${removed.join(" or ")})`;
}

const listed = (matchers: readonly Json[]): string => matchers.map(matcherWords).join(" or ");

const cut = (text: string): string => (text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`);
