import { type Box, commonBox, without } from "./box.ts";
import type { Effort } from "./effort.ts";
import type { PolicyBoxes } from "./policy-boxes.ts";

/** What the second of two policies allows and the first does not. */
export interface NewlyAllowed {
  /** What no statement allowed. */
  readonly granted: readonly Box[];
  /** What a statement denied, and may have been allowed but for that. */
  readonly undenied: readonly Box[];
  /** What is not denied any more, be it allowed by this policy, by another one, or not at all. */
  readonly denialsLost: readonly Box[];
  readonly denialsLeft: readonly Box[];
}

export function newlyAllowed(before: PolicyBoxes, after: PolicyBoxes, effort: Effort): NewlyAllowed {
  const granted: Box[] = [];
  const undenied: Box[] = [];
  const denialsGone = before.denies.filter(({ from }) => !after.ids.has(from.id));
  for (const allow of after.allows) {
    const wasAllowed = before.ids.has(allow.from.id);
    if (wasAllowed && denialsGone.length === 0) continue;
    const open = without([allow], after.denies, effort).map((box) => ({ ...box, said: box.clauses }));
    if (!wasAllowed) granted.push(...without(open, before.allows, effort));
    for (const box of open)
      undenied.push(...denialsGone.flatMap((denial) => commonBox(box, denial, effort) ?? []));
  }
  const denialsLost = denialsGone.flatMap((denial) => without([denial], after.denies, effort));
  return { granted, undenied, denialsLost, denialsLeft: after.denies };
}
