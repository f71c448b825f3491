import type { StatementChange } from "./policy-comparison.ts";
import type { ReadStatement } from "./read-statement.ts";

/** The statements of either side that the other does not have, in pairs where they have the same Sid or much in common. */
export function statementChanges(
  before: readonly ReadStatement[],
  after: readonly ReadStatement[],
): readonly StatementChange[] {
  const removed = without(before, after);
  const added = without(after, before);
  const changes: StatementChange[] = [];
  for (const old of removed) {
    const next = partnerOf(old, added);
    if (next !== undefined) added.splice(added.indexOf(next), 1);
    changes.push(changeOf(old, next));
  }
  return [...changes, ...added.map((statement) => changeOf(undefined, statement))];
}

function without(statements: readonly ReadStatement[], others: readonly ReadStatement[]): ReadStatement[] {
  const ids = new Set(others.map(({ id }) => id));
  return statements.filter(({ id }) => !ids.has(id));
}

function changeOf(before: ReadStatement | undefined, after: ReadStatement | undefined): StatementChange {
  const sid = after?.shown.sid ?? before?.shown.sid;
  return {
    kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    ...(sid === undefined ? {} : { sid }),
    ...(before === undefined ? {} : { before: before.shown }),
    ...(after === undefined ? {} : { after: after.shown }),
  };
}

/** The statement of the same Sid; else the one that has most in common, if it is about the same actions, resources or principals. */
function partnerOf(statement: ReadStatement, others: readonly ReadStatement[]): ReadStatement | undefined {
  const { sid, effect } = statement.shown;
  const sameEffect = others.filter(({ shown }) => shown.effect === effect);
  const named = sid === undefined ? undefined : sameEffect.find(({ shown }) => shown.sid === sid);
  if (named !== undefined) return named;
  let best: ReadStatement | undefined;
  let most = 0;
  for (const other of sameEffect) {
    const common = inCommon(statement, other);
    if (common > most) [best, most] = [other, common];
  }
  return best;
}

function inCommon({ shown: one }: ReadStatement, { shown: other }: ReadStatement): number {
  const count = (side: "actions" | "resources" | "principals"): number => {
    const texts = new Set(other[side]);
    return one[side].filter((text) => text !== "*" && texts.has(text)).length;
  };
  return 3 * count("actions") + 2 * count("resources") + count("principals");
}
