import { type Box, commonBox } from "./box.ts";
import type { Effort } from "./effort.ts";
import { type GrantPiece, grantPieces } from "./grant-piece.ts";
import { conditionWords, grantWords } from "./phrases.ts";

/** What of a piece the denials of its own policy take back, one line each, but for what its conditions already say. */
export function deniedWords(piece: GrantPiece, denials: readonly Box[], effort: Effort): readonly string[] {
  if (effort.left < 0) return [];
  const said = new Set(piece.box.said.map(({ id }) => id));
  const common = denials
    .filter(({ clauses }) => clauses.length === 0 || !clauses.every(({ id }) => said.has(id)))
    .flatMap((denial) => {
      const both = commonBox({ ...denial, clauses: [] }, { ...piece.box, clauses: [] }, effort);
      return both === undefined ? [] : [{ ...both, said: denial.clauses }];
    });
  return grantPieces(common, effort).map(({ grant }) => grantWords(grant) + conditionWords(grant.conditions));
}
