import { type Box, commonBox, without } from "./box.ts";
import type { Effort } from "./effort.ts";
import { type GrantPiece, grantPieces } from "./grant-piece.ts";
import { conditionWords, grantWords, listed } from "./phrases.ts";
import type { Statement } from "./policy-comparison.ts";
import { EVERYTHING, intersection, isEmpty } from "./region.ts";

/** In which respect something gained goes beyond what was there: the first that explains it. */
export interface Widening {
  readonly by: "conditions" | "resources" | "principals" | "actions";
  /** What there was, as the end of a sentence: ` (was s3:GetObject on arn:…)`; may be empty. */
  readonly was: string;
}

/** Compares a piece with what was allowed before. */
export function wideningOf(piece: GrantPiece, before: readonly Box[], effort: Effort): Widening {
  if (effort.left < 0) return { by: "actions", was: "" };
  const { actions } = piece.box;
  const near = before.filter((box) => !isEmpty(intersection(box.actions, actions), effort));
  const isCovered = (ignored: Partial<Box>): boolean => {
    const others = near.map((box) => ({ ...box, ...ignored }));
    return others.length > 0 && without([{ ...piece.box, ...ignored }], others, effort).length === 0;
  };
  const related = (ignored: Partial<Box>): readonly Statement[] =>
    near.flatMap((box) => {
      const both = commonBox({ ...box, ...ignored }, { ...piece.box, ...ignored }, effort);
      if (both === undefined) return [];
      const [common] = grantPieces([both], effort);
      return [{ ...box.from.shown, actions: common?.grant.actions ?? box.from.shown.actions }];
    });
  const anyCondition = { clauses: [] };
  const anyResource = { ...anyCondition, resources: EVERYTHING };
  const anyPrincipal = { ...anyResource, principals: EVERYTHING };
  if (isCovered(anyCondition))
    return { by: "conditions", was: conditionsBefore(piece, related(anyCondition)) };
  if (isCovered(anyResource)) return { by: "resources", was: wasWords(related(anyResource)) };
  if (piece.grant.principals.length > 0 && isCovered(anyPrincipal)) return { by: "principals", was: "" };
  return { by: "actions", was: wasWords(related(anyResource)) };
}

function wasWords(statements: readonly Statement[]): string {
  const words = [...new Set(statements.map((one) => `${grantWords(one)}${conditionWords(one.conditions)}`))];
  return words.length === 0 ? "" : ` (was ${listed(words, 3)})`;
}

function conditionsBefore({ grant }: GrantPiece, statements: readonly Statement[]): string {
  const gone = [...new Set(statements.flatMap(({ conditions }) => conditions))].filter(
    (line) => !grant.conditions.includes(line),
  );
  if (gone.length === 0) return "";
  const isReplaced = grant.conditions.some(
    (line) => !statements.some(({ conditions }) => conditions.includes(line)),
  );
  return isReplaced ? ` (was: if ${listed(gone)})` : ` without the condition that ${listed(gone)}`;
}
