import type { Json } from "../plan/json.ts";
import { type Clause, type Condition, pathKey } from "./clauses.ts";
import { eventWith } from "./event-with.ts";
import { type ABSENT, valueOutside } from "./value-outside.ts";

/** An event that is matched by one pattern alone; `none` if there is none, `undecided` if that was not found out. */
export type EventOutside = { readonly event: Json } | "none" | "undecided";

/** Bounds of what is tried: clauses with one matcher a field, and choices of the fields in which an event differs. */
const MAX_ATOMS = 512;
const MAX_TRIES = 64;

interface Sides {
  readonly others: readonly Clause[];
  /** The patterns' own matchers: what they say counts. */
  readonly isOutside: (event: Json) => boolean;
}

/** An event that a clause of the first pattern takes and no clause of the second. */
export function eventOutside(clauses: readonly Clause[], sides: Sides): EventOutside {
  let decided = true;
  for (const clause of clauses) {
    const atoms = atomsOf(withFieldsOf(clause, sides.others));
    if (atoms === undefined) decided = false;
    for (const atom of atoms ?? []) {
      if (sides.others.some((other) => isInside(atom, other))) continue;
      const event = witness(atom, sides);
      if (event !== undefined) return { event };
      if (!isEmpty(atom)) decided = false;
    }
  }
  return decided ? "none" : "undecided";
}

/** A clause that also says of each field that only others look at: it is there, or it is not. */
function withFieldsOf(clause: Clause, others: readonly Clause[]): Clause {
  const known = new Set(clause.map(({ path }) => pathKey(path)));
  const added: Condition[] = [];
  for (const { path } of others.flat()) {
    if (known.has(pathKey(path))) continue;
    known.add(pathKey(path));
    added.push({ path, matchers: [{ exists: true }, { exists: false }] });
  }
  return [...clause, ...added];
}

/** The clauses with one matcher a field that a clause is made of; undefined for too many. */
function atomsOf(clause: Clause): readonly Clause[] | undefined {
  let atoms: readonly Clause[] = [[]];
  for (const { path, matchers } of clause) {
    if (atoms.length * matchers.length > MAX_ATOMS) return undefined;
    atoms = atoms.flatMap((atom) => matchers.map((matcher) => [...atom, { path, matchers: [matcher] }]));
  }
  return atoms;
}

/** Whether each field that the other clause looks at is sure to have a value that it takes. */
const isInside = (atom: Clause, other: Clause): boolean =>
  other.every(({ path, matchers }) =>
    atom.some(
      (condition) =>
        pathKey(condition.path) === pathKey(path) &&
        valueOutside(condition.matchers[0] ?? null, matchers) === "none",
    ),
  );

/** Whether a field asks for what no value is. */
const isEmpty = (atom: Clause): boolean =>
  atom.some(({ matchers: [matcher = null] }) => valueOutside(matcher, []) === "none");

/** An event of the atom that fails each other clause in one of its fields. */
function witness(atom: Clause, { others, isOutside }: Sides): Json | undefined {
  for (const failing of choices(others)) {
    const lists = new Map<string, Json[]>();
    for (const { path, matchers } of failing)
      lists.set(pathKey(path), [...(lists.get(pathKey(path)) ?? []), ...matchers]);
    const fields = atom.map(({ path, matchers: [matcher = null] }) => {
      const outside = valueOutside(matcher, lists.get(pathKey(path)) ?? []);
      return [path, typeof outside === "string" ? undefined : outside.value] as const;
    });
    if (fields.some(([, value]) => value === undefined)) continue;
    const event = eventWith(fields as readonly (readonly [readonly string[], Json | typeof ABSENT])[]);
    if (event !== undefined && isOutside(event)) return event;
  }
  return undefined;
}

/** One condition of each clause, in all ways up to a bound. */
function choices(clauses: readonly Clause[]): readonly (readonly Condition[])[] {
  let found: readonly (readonly Condition[])[] = [[]];
  for (const clause of clauses) {
    found = found.flatMap((chosen) => clause.map((condition) => [...chosen, condition])).slice(0, MAX_TRIES);
  }
  return found;
}
