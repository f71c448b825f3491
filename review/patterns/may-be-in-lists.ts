import { asksForAbsence } from "../../local/events/compile-matcher.ts";
import { type Clause, pathKey } from "./clauses.ts";

/**
 * Whether lists of objects could make two patterns differ that look at single objects alike. In a list the fields of a pattern have to be in
 * one object, and a field that must not exist is looked for there alone: with other fields beside it, it is looked for in other objects.
 * What stands at the top of an event, `detail` among it, is no list.
 */
export function mayBeInLists(clauses: readonly Clause[]): boolean {
  const groups = new Set(
    clauses
      .flat()
      .flatMap(({ path, matchers }) =>
        path.length > 2 && matchers.some(asksForAbsence) ? [groupOf(path)] : [],
      ),
  );
  return [...groups].some((group) => new Set(clauses.map((clause) => fieldsIn(group, clause))).size > 1);
}

/** Fields can be in one list only if they begin with the same two names. */
const groupOf = (path: readonly string[]): string => pathKey(path.slice(0, 2));

const fieldsIn = (group: string, clause: Clause): string =>
  clause
    .map(({ path }) => path)
    .filter((path) => groupOf(path) === group)
    .map(pathKey)
    .sort()
    .join();
