import { type Box, without } from "./box.ts";
import type { Clause } from "./clause.ts";
import type { Effort } from "./effort.ts";
import type { Globs } from "./has-text.ts";
import type { Grant } from "./policy-comparison.ts";
import { EVERYTHING, type Region } from "./region.ts";
import { shownGlobs } from "./shown-globs.ts";

/** Something gained or lost, as it is said: by the patterns of the policy, which may be a little more than what really is. */
export interface GrantPiece {
  readonly box: Box;
  /** What holds of it exactly, conditions of other statements included. */
  readonly clauses: readonly Clause[];
  readonly grant: Grant;
}

/** Beyond it, what is said twice stays: nobody reads that many. */
const MOST_COMPARED = 60;

const SIDES = ["actions", "resources", "principals"] as const;
type Side = (typeof SIDES)[number];

/** Says boxes in few pieces, each thing once. */
export function grantPieces(boxes: readonly Box[], effort: Effort): readonly GrantPiece[] {
  const pieces = boxes.map((box) => pieceOf(shownBox(box, effort), box.clauses));
  if (pieces.length > MOST_COMPARED || effort.left < 0) return pieces;
  const outermost = pieces.filter((piece, index) => !isSaidByAnother(piece, index, pieces, effort));
  return merged(saidOnce(merged(outermost, "actions"), effort), "resources");
}

/** The same with fewer of its patterns on one side. */
export const pieceWith = (piece: GrantPiece, side: Side, globs: Globs): GrantPiece =>
  pieceOf({ ...piece.box, [side]: { ...piece.box[side], allOf: [globs] } }, piece.clauses);

/** The patterns of one side of a piece. */
export const globsOf = (piece: GrantPiece, side: Side): Globs => piece.box[side].allOf[0] ?? [];

function shownBox(box: Box, effort: Effort): Box {
  const shown = (side: Side): Region => ({
    allOf: [shownGlobs(box[side], effort)],
    noneOf: box.from[side].noneOf,
  });
  return {
    ...box,
    actions: shown("actions"),
    resources: shown("resources"),
    principals: shown("principals"),
    clauses: box.said,
  };
}

function pieceOf(box: Box, clauses: readonly Clause[]): GrantPiece {
  const grant: Grant = {
    principals: textsOf(box, "principals"),
    actions: textsOf(box, "actions"),
    resources: textsOf(box, "resources"),
    conditions: box.clauses.map(({ line }) => line).sort(),
  };
  return { box, clauses, grant };
}

function textsOf(box: Box, side: Side): readonly string[] {
  const globs = box[side].allOf[0] ?? [];
  const said = box.from.shown[side];
  const isAll = globs.some(({ key }) => key === EVERYTHING.allOf[0]?.[0]?.key);
  if (isAll && (said.length === 0 || box.from[side].noneOf.length > 0)) return said;
  return [...new Set(globs.map(({ text }) => text))].sort();
}

function isSaidByAnother(
  piece: GrantPiece,
  index: number,
  pieces: readonly GrantPiece[],
  effort: Effort,
): boolean {
  return pieces.some((other, otherIndex) => {
    if (otherIndex === index || !saysAllOf(other, piece, effort)) return false;
    return otherIndex < index || !saysAllOf(piece, other, effort);
  });
}

const saysAllOf = (piece: GrantPiece, other: GrantPiece, effort: Effort): boolean =>
  without([other.box], [piece.box], effort).length === 0;

/** Leaves out actions that pieces before already say of all the resources. */
function saidOnce(pieces: readonly GrantPiece[], effort: Effort): readonly GrantPiece[] {
  const kept: GrantPiece[] = [];
  for (const piece of pieces) {
    const said = kept.map(({ box }) => box);
    const fresh = globsOf(piece, "actions").filter(
      (glob) => without([pieceWith(piece, "actions", [glob]).box], said, effort).length > 0,
    );
    if (fresh.length > 0) kept.push(pieceWith(piece, "actions", fresh));
  }
  return kept;
}

/** Makes one of those that differ on one side only. */
function merged(pieces: readonly GrantPiece[], side: Side): readonly GrantPiece[] {
  if (pieces.length < 2) return pieces;
  const byRest = new Map<string, GrantPiece>();
  for (const piece of pieces) {
    const key = JSON.stringify([
      { ...piece.grant, [side]: [] },
      piece.clauses.map(({ id, isIn }) => [id, isIn]),
      piece.box[side].noneOf.map((glob) => glob.key),
    ]);
    const same = byRest.get(key);
    if (same === undefined) byRest.set(key, piece);
    else {
      const globs = new Map(
        [...globsOf(same, side), ...globsOf(piece, side)].map((glob) => [glob.key, glob]),
      );
      byRest.set(key, pieceWith(same, side, [...globs.values()]));
    }
  }
  return [...byRest.values()];
}
