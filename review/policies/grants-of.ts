import { type Box, commonBox } from "./box.ts";
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

/** Says what one side allows, and which part of it the other side allows as well. */
export function grantsOf(boxes: readonly Box[], others: readonly Box[], effort: Effort): readonly Grant[] {
  return grantPieces(boxes, effort).map(({ box, grant }) => {
    if (effort.left < 0) return grant;
    const common = others.flatMap((other) => {
      const both = commonBox({ ...other, clauses: [] }, { ...box, clauses: [] }, effort);
      return both === undefined ? [] : [{ ...both, said: other.clauses }];
    });
    const shared = grantPieces(common, effort).map(
      (piece) => grantWords(piece.grant) + conditionWords(piece.grant.conditions),
    );
    return shared.length === 0 ? grant : { ...grant, shared: [...new Set(shared)] };
  });
}
