import { type Box, boxesOf } from "./box.ts";
import type { Effort } from "./effort.ts";
import type { ReadPolicy } from "./read-policy.ts";
import type { ReadStatement } from "./read-statement.ts";

/** A policy as what its statements are about. */
export interface PolicyBoxes {
  readonly statements: readonly ReadStatement[];
  readonly allows: readonly Box[];
  readonly denies: readonly Box[];
  /** Ids of all statements. */
  readonly ids: ReadonlySet<string>;
}

export function policyBoxes({ statements }: ReadPolicy, effort: Effort): PolicyBoxes {
  const different = [...new Map(statements.map((statement) => [statement.id, statement])).values()];
  const boxes = different.flatMap((statement) => boxesOf(statement, effort));
  const isAllow = ({ from }: Box): boolean => from.shown.effect === "Allow";
  return {
    statements: different,
    allows: boxes.filter(isAllow),
    denies: boxes.filter((box) => !isAllow(box)),
    ids: new Set(different.map(({ id }) => id)),
  };
}
