import { type Box, commonBox } from "./box.ts";
import { deniedWords } from "./denied-words.ts";
import type { Effort } from "./effort.ts";
import { grantPieces } from "./grant-piece.ts";
import { conditionWords, grantWords } from "./phrases.ts";
import type { Grant } from "./policy-comparison.ts";

/** The whole statements that the boxes are of. */
export function grantsOfStatements(boxes: readonly Box[]): readonly Grant[] {
  return [...new Set(boxes.map(({ from }) => from.shown))].map(
    ({ principals, actions, resources, conditions }) => ({ principals, actions, resources, conditions }),
  );
}

/** Says what one side allows or denies, which part of it the other side does as well, and which its own denials take back. */
export function grantsOf(
  boxes: readonly Box[],
  others: readonly Box[],
  effort: Effort,
  denials: readonly Box[] = [],
): readonly Grant[] {
  return grantPieces(boxes, effort).map((piece) => {
    const { box, grant } = piece;
    if (effort.left < 0) return grant;
    const common = others.flatMap((other) => {
      const both = commonBox({ ...other, clauses: [] }, { ...box, clauses: [] }, effort);
      return both === undefined ? [] : [{ ...both, said: other.clauses }];
    });
    const shared = grantPieces(common, effort).map(
      (same) => grantWords(same.grant) + conditionWords(same.grant.conditions),
    );
    const except = deniedWords(piece, denials, effort);
    return {
      ...grant,
      ...(shared.length === 0 ? {} : { shared: [...new Set(shared)] }),
      ...(except.length === 0 ? {} : { except }),
    };
  });
}
