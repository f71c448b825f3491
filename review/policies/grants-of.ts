import { type Box, commonBox } from "./box.ts";
import type { Effort } from "./effort.ts";
import { grantPieces } from "./grant-piece.ts";
import { conditionWords, grantWords } from "./phrases.ts";
import type { Grant } from "./policy-comparison.ts";

/** Says what one side allows, and which part of it the other side allows as well. */
export function grantsOf(boxes: readonly Box[], others: readonly Box[], effort: Effort): readonly Grant[] {
  return grantPieces(boxes, effort).map(({ box, grant }) => {
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
