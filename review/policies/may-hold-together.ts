import { grouped } from "../changes/grouped.ts";
import type { AddressRange, Clause, ClauseValues, Range } from "./clause.ts";
import type { Effort } from "./effort.ts";
import { ANY_TEXT, type Glob, readGlob } from "./glob.ts";
import { hasText } from "./has-text.ts";

const BOOLEANS: readonly Glob[] = ["true", "false"].map((text) =>
  readGlob(text, { wildcards: false, variables: false, anyCase: true }),
);

/** Whether a request may fulfill all the clauses. Exact for what is understood, else it says yes. */
export function mayHoldTogether(clauses: readonly Clause[], effort: Effort): boolean {
  const byKey = grouped(clauses, ({ key, quantifier }) => `${quantifier === "one"} ${key}`);
  return [...byKey.values()].every((group) => {
    if (group[0]?.values.kind === "opaque") return new Set(group.map(({ isIn }) => isIn)).size === 1;
    return group[0]?.quantifier === "one" ? hasOneValue(group, effort) : hasManyValues(group, effort);
  });
}

function hasOneValue(clauses: readonly Clause[], effort: Effort): boolean {
  return clauses.every(({ whenAbsent }) => whenAbsent) || hasValue(clauses, effort);
}

/** Every `some` needs a value that all of `every` take. */
function hasManyValues(clauses: readonly Clause[], effort: Effort): boolean {
  const every = clauses.filter(({ quantifier }) => quantifier === "every");
  return clauses
    .filter(({ quantifier }) => quantifier === "some")
    .every((some) => hasValue([some, ...every], effort));
}

function hasValue(clauses: readonly Clause[], effort: Effort): boolean {
  const byKind = grouped(clauses, ({ values }) => values.kind);
  if (byKind.size > 1 && byKind.get("text")?.some(saysWhich)) effort.unsure = true;
  return [...byKind.entries()].every(([kind, group]) =>
    kind === "text" ? hasTextValue(group, effort) : hasPoint(group, kind),
  );
}

/** Not only whether there is a value, as Null does. */
const saysWhich = ({ values }: Clause): boolean => values.kind === "text" && values.globs.length > 0;

function hasTextValue(clauses: readonly Clause[], effort: Effort): boolean {
  const globsOf = ({ values }: Clause): readonly Glob[] => (values.kind === "text" ? values.globs : []);
  const isBoolean = clauses.some(({ values }) => values.kind === "text" && values.isBoolean);
  const allOf = clauses.filter(({ isIn }) => isIn).map(globsOf);
  const noneOf = clauses.filter(({ isIn }) => !isIn).flatMap(globsOf);
  if (isBoolean) allOf.push(BOOLEANS);
  return hasText(allOf.length === 0 ? [[ANY_TEXT]] : allOf, noneOf, effort);
}

/** Ranges differ only at their ends: it is enough to look at these and beside them. */
function hasPoint(clauses: readonly Clause[], kind: ClauseValues["kind"]): boolean {
  if (kind === "address") {
    const ranges = clauses.map(({ values }) => (values.kind === "address" ? values.ranges : []));
    const points = ranges.flat().flatMap(({ from, to }) => [from - 1n, from, to, to + 1n]);
    return points.some((point) =>
      clauses.every(
        ({ isIn }, index) => isIn === (ranges[index] ?? []).some((range) => hasAddress(range, point)),
      ),
    );
  }
  const ranges = clauses.map(({ values }) =>
    values.kind === "number" || values.kind === "date" ? values.ranges : [],
  );
  return pointsOf(ranges.flat()).some((point) =>
    clauses.every(
      ({ isIn }, index) => isIn === (ranges[index] ?? []).some((range) => hasNumber(range, point)),
    ),
  );
}

const hasAddress = ({ from, to }: AddressRange, point: bigint): boolean => from <= point && point <= to;

const hasNumber = ({ from, to, withEnds }: Range, point: number): boolean =>
  withEnds ? from <= point && point <= to : from < point && point < to;

function pointsOf(ranges: readonly Range[]): readonly number[] {
  const ends = ranges.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite);
  const sorted = [...new Set(ends)].sort((one, other) => one - other);
  const between = sorted.map((end, index) => (end + (sorted[index + 1] ?? end + 2)) / 2);
  return [...sorted, ...between, (sorted[0] ?? 0) - 1];
}
