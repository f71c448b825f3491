import type { Effort } from "./effort.ts";
import { type AlarmContext, grantAlarms } from "./grant-alarms.ts";
import { grantPieces } from "./grant-piece.ts";
import { grantsOf } from "./grants-of.ts";
import type { NewlyAllowed } from "./newly-allowed.ts";
import { conditionWords, grantWords, listed, principalWords } from "./phrases.ts";
import type { Alarm, AlarmKind } from "./policy-comparison.ts";
import { whoGains } from "./who-gains.ts";

/** What alarms most comes first. */
const ORDER: readonly AlarmKind[] = [
  ...(["public-principal", "all-actions", "privilege-escalation", "cross-account"] as const),
  ...(["whole-service", "service-wildcard", "deny-removed", "condition-removed", "all-resources"] as const),
  ...(["wider-resource", "more-principals", "more-actions", "unknown"] as const),
];

export const NOT_DECIDED: Alarm = {
  kind: "unknown",
  text: "Cannot be compared in full: something in the policy is not known here, or it is too large",
};

/** All that makes a policy broader. */
export function alarmsOf(won: NewlyAllowed, context: AlarmContext, isDecided: boolean): readonly Alarm[] {
  const nowPublic = grantPieces(won.undenied, context.effort).filter(
    (piece) => whoGains(piece, context).everyone !== undefined,
  );
  const alarms = [
    ...[...grantPieces(won.granted, context.effort), ...nowPublic].flatMap((piece) =>
      grantAlarms(piece, context),
    ),
    ...(nowPublic.length > 0 ? [] : denialAlarms(won, context.effort)),
    ...(isDecided ? [] : [NOT_DECIDED]),
  ];
  const different = [...new Map(alarms.map((alarm) => [alarm.text, alarm])).values()];
  return different.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

function denialAlarms({ denialsLost, denialsLeft }: NewlyAllowed, effort: Effort): readonly Alarm[] {
  return grantsOf(denialsLost, denialsLeft, effort).map((grant) => {
    const who = grant.principals.length === 0 ? "" : ` to ${principalWords(grant.principals)}`;
    const still = grant.shared === undefined ? "" : ` (still: ${listed(grant.shared)})`;
    return {
      kind: "deny-removed",
      text: `No longer denies ${grantWords(grant)}${who}${conditionWords(grant.conditions)}${still}`,
    };
  });
}
