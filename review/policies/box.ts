import { type Clause, negated } from "./clause.ts";
import { type Effort, spend } from "./effort.ts";
import { mayHoldTogether } from "./may-hold-together.ts";
import type { ReadStatement } from "./read-statement.ts";
import { difference, intersection, isEmpty, type Region } from "./region.ts";

/** Requests: any of the principals that does any of the actions to any of the resources while all the clauses hold. */
export interface Box {
  readonly actions: Region;
  readonly resources: Region;
  readonly principals: Region;
  readonly clauses: readonly Clause[];
  /** Those of the clauses by which it is called: of its own policy, not of what was subtracted to compare it. */
  readonly said: readonly Clause[];
  /** The statement it is a part of. */
  readonly from: ReadStatement;
}

const SIDES = ["actions", "resources", "principals"] as const;

/** All that the statement is about; nothing if it can never match. */
export function boxesOf(statement: ReadStatement, effort: Effort): readonly Box[] {
  const { actions, resources, principals, clauses } = statement;
  const box: Box = { actions, resources, principals, clauses, said: clauses, from: statement };
  const isNothing = SIDES.some((side) => isEmpty(box[side], effort)) || !mayHoldTogether(clauses, effort);
  return isNothing ? [] : [box];
}

/** What is in both, as a part of the first; undefined if nothing is. */
export function commonBox(one: Box, other: Box, effort: Effort): Box | undefined {
  let common = one;
  for (const side of SIDES) {
    if (one[side] === other[side]) continue;
    const both = intersection(one[side], other[side]);
    if (isEmpty(both, effort)) return undefined;
    common = { ...common, [side]: both };
  }
  const clauses = joined(one.clauses, other.clauses);
  if (clauses === one.clauses) return common;
  return mayHoldTogether(clauses, effort) ? { ...common, clauses } : undefined;
}

/** What is left of the boxes without all that is in others, in boxes that do not overlap where they did not. */
export function without(boxes: readonly Box[], others: readonly Box[], effort: Effort): readonly Box[] {
  let left = boxes;
  for (const other of others) {
    if (left.length === 0 || !spend(effort, left.length)) break;
    left = left.flatMap((box) => withoutOne(box, other, effort));
  }
  return left;
}

function withoutOne(box: Box, other: Box, effort: Effort): readonly Box[] {
  if (commonBox(box, other, effort) === undefined) return [box];
  const pieces: Box[] = [];
  let rest = box;
  for (const side of SIDES) {
    for (const region of difference(rest[side], other[side], effort))
      pieces.push({ ...rest, [side]: region });
    rest = { ...rest, [side]: intersection(rest[side], other[side]) };
  }
  for (const clause of other.clauses) {
    const outside = joined(rest.clauses, [negated(clause)]);
    if (mayHoldTogether(outside, effort)) pieces.push({ ...rest, clauses: outside });
    rest = { ...rest, clauses: joined(rest.clauses, [clause]) };
  }
  return pieces;
}

/** Both lists' clauses, once each; the first list itself where the second adds nothing. */
function joined(clauses: readonly Clause[], added: readonly Clause[]): readonly Clause[] {
  const has = (clause: Clause): boolean =>
    clauses.some(({ id, isIn }) => id === clause.id && isIn === clause.isIn);
  const fresh = added.filter((clause) => !has(clause));
  return fresh.length === 0 ? clauses : [...clauses, ...fresh];
}
