import type { Scope } from "./scope.ts";

/** The places of a branch on both sides. */
export interface BranchPair {
  readonly before?: number;
  readonly after?: number;
}

/** Branches that belong together: first those that share the most states, then those left at the same place. */
export function pairBranches(before: readonly Scope[], after: readonly Scope[]): readonly BranchPair[] {
  const placeOfState = new Map<string, number>();
  before.forEach((branch, place) => {
    for (const name of branch.states.keys()) if (!placeOfState.has(name)) placeOfState.set(name, place);
  });
  const free = new Set(before.keys());
  const partners = after.map((branch, place) => {
    const partner = mostShared(branch, place, placeOfState, free);
    if (partner !== undefined) free.delete(partner);
    return partner;
  });
  const pairs = partners.map((partner, place): BranchPair => {
    const found = partner ?? (free.has(place) ? place : undefined);
    if (found === undefined) return { after: place };
    free.delete(found);
    return { before: found, after: place };
  });
  return [...pairs, ...[...free].map((place) => ({ before: place }))];
}

function mostShared(
  branch: Scope,
  place: number,
  placeOfState: ReadonlyMap<string, number>,
  free: ReadonlySet<number>,
): number | undefined {
  const shared = new Map<number, number>();
  for (const name of branch.states.keys()) {
    const partner = placeOfState.get(name);
    if (partner !== undefined && free.has(partner)) shared.set(partner, (shared.get(partner) ?? 0) + 1);
  }
  const score = (partner: number): number => (shared.get(partner) ?? 0) + (partner === place ? 0.5 : 0);
  return [...shared.keys()].reduce<number | undefined>(
    (best, one) => (best === undefined || score(one) > score(best) ? one : best),
    undefined,
  );
}
