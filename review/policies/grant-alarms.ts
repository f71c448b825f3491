import { grouped } from "../changes/grouped.ts";
import type { Box } from "./box.ts";
import { deniedWords } from "./denied-words.ts";
import type { Effort } from "./effort.ts";
import { escalationOf, isWideResource } from "./escalation.ts";
import { type GrantPiece, globsOf, pieceWith } from "./grant-piece.ts";
import { needsEveryResource } from "./needs-every-resource.ts";
import { allowWords, conditionWords, listed, wholeServiceOf } from "./phrases.ts";
import type { Alarm, AlarmKind } from "./policy-comparison.ts";
import type { PolicyKind } from "./read-policy.ts";
import { whoGains } from "./who-gains.ts";
import { type Widening, wideningOf } from "./widening.ts";

export interface AlarmContext {
  readonly kind: PolicyKind;
  readonly isForeign: (account: string) => boolean;
  /** Whether there was no policy, or one without statements. */
  readonly isNew: boolean;
  /** What the policy allowed before. */
  readonly before: readonly Box[];
  /** What the policy denies after. */
  readonly denials: readonly Box[];
  /** Whether it is known which account the policy is in. */
  readonly knowsAccount: boolean;
  /** For the wording; it does not make a comparison undecided. */
  readonly effort: Effort;
}

/** What a new policy grants is what it is for: of these kinds, it says nothing. */
const NOT_OF_NEW_ONES: ReadonlySet<AlarmKind> = new Set([
  "more-actions",
  "wider-resource",
  "more-principals",
]);

/** Of everything gained, one alarm, of the kind that alarms most. */
export function grantAlarms(piece: GrantPiece, context: AlarmContext): readonly Alarm[] {
  const { everyone, openFederation, providers, foreign, foreignAccounts, home } = whoGains(piece, context);
  const alarms: Alarm[] = [];
  if (everyone !== undefined) {
    alarms.push({
      kind: "public-principal",
      text: `${sentence(everyone, context)}: no condition limits who`,
    });
  }
  if (openFederation !== undefined) {
    const why = `any token of ${listed(providers)} is enough, as no condition names its subject`;
    alarms.push({ kind: "public-principal", text: `${sentence(openFederation, context)}: ${why}` });
  }
  if (foreign !== undefined) {
    const said = sentence(foreign, context);
    const unsaid = foreignAccounts.filter((account) => !said.includes(account));
    const why = context.knowsAccount
      ? `the caller is in another account${unsaid.length === 0 ? "" : `, such as ${listed(unsaid)}`}`
      : `${listed(foreignAccounts)} was not named before`;
    alarms.push({ kind: "cross-account", text: `${said}: ${why}` });
  }
  return home === undefined ? alarms : [...alarms, ...homeAlarms(home, context)];
}

/** With the conditions that there are, what is denied of it, and what there was. */
function sentence(
  piece: GrantPiece,
  { before, denials, effort }: AlarmContext,
  { was } = wideningOf(piece, before, effort),
): string {
  const denied = deniedWords(piece, denials, effort);
  const except = denied.length === 0 ? "" : `, but for what is denied: ${listed(denied)}`;
  return `${allowWords(piece.grant)}${conditionWords(piece.grant.conditions)}${except}${was}`;
}

/** Action by action, since some of them alarm more than others; those that do alike stand in one sentence. */
function homeAlarms(piece: GrantPiece, context: AlarmContext): readonly Alarm[] {
  const isAllBut = piece.grant.actions.some((action) => action.startsWith("not "));
  const parts = isAllBut
    ? [piece]
    : globsOf(piece, "actions").map((glob) => pieceWith(piece, "actions", [glob]));
  const said = parts.map((part) => ({ part, ...homeAlarm(part, context) }));
  const groups = grouped(said, ({ kind, why, widening }) => JSON.stringify([kind, why, widening.by]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || (context.isNew && NOT_OF_NEW_ONES.has(first.kind))) return [];
    const { kind, why } = first;
    if (group.length === 1) return [{ kind, text: `${sentence(first.part, context, first.widening)}${why}` }];
    const globs = group.flatMap(({ part }) => globsOf(part, "actions"));
    return [{ kind, text: `${sentence(pieceWith(piece, "actions", globs), context)}${why}` }];
  });
}

function homeAlarm(
  part: GrantPiece,
  { kind, before, effort }: AlarmContext,
): { readonly kind: AlarmKind; readonly why: string; readonly widening: Widening } {
  const widening = wideningOf(part, before, effort);
  const { actions, resources } = part.grant;
  const [action = "*"] = actions;
  const isEverything = action === "*" || action.startsWith("not ");
  if (isEverything && widening.by !== "conditions") return { kind: "all-actions", why: "", widening };
  const glob = globsOf(part, "actions")[0];
  const escalation =
    kind === "identity" && resources.some(isWideResource) && glob && escalationOf(glob, effort);
  if (escalation && !isEverything) {
    return { kind: "privilege-escalation", why: `: whoever has it can ${escalation}`, widening };
  }
  const found = widenedKind(widening, action, resources);
  const isWhole = found === "service-wildcard" && kind === "identity" && resources.some(isWideResource);
  return { kind: isWhole ? "whole-service" : found, why: "", widening };
}

function widenedKind({ by }: Widening, action: string, resources: readonly string[]): AlarmKind {
  if (by === "conditions") return "condition-removed";
  const isOnEverything = resources.some((resource) => resource === "*" || resource.startsWith("not "));
  if (by === "resources") return isOnEverything ? "all-resources" : "wider-resource";
  if (wholeServiceOf(action) !== undefined) return "service-wildcard";
  if (by === "principals") return "more-principals";
  return isOnEverything && !needsEveryResource(action) ? "all-resources" : "more-actions";
}
