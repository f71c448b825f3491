import type { Json } from "../plan/json.ts";
import { alarmsOf, NOT_DECIDED } from "./alarms.ts";
import type { Box } from "./box.ts";
import { newEffort } from "./effort.ts";
import { foreignAccounts } from "./foreign-accounts.ts";
import { grantsOf, grantsOfStatements } from "./grants-of.ts";
import { type NewlyAllowed, newlyAllowed } from "./newly-allowed.ts";
import { type PolicyBoxes, policyBoxes } from "./policy-boxes.ts";
import type { PolicyComparison } from "./policy-comparison.ts";
import { type PolicyKind, readPolicy } from "./read-policy.ts";
import { statementChanges } from "./statement-changes.ts";

export interface PolicyContext {
  /** Id of the account that the policy is in, where it is known. */
  readonly account?: string;
  readonly kind: PolicyKind;
}

/**
 * Says what a policy document allows after and did not before, whatever way either is written. Never throws: what is not understood is
 * not decided. Follows "Policy evaluation logic" (AWS documentation) for one policy: what others allow or deny is not known here.
 */
export function comparePolicies(
  before: Json | undefined,
  after: Json | undefined,
  context: PolicyContext,
): PolicyComparison {
  const effort = newEffort();
  const [oldPolicy, newPolicy] = [readPolicy(before, context.kind), readPolicy(after, context.kind)];
  const [old, next] = [policyBoxes(oldPolicy, effort), policyBoxes(newPolicy, effort)];
  const isUnderstood = oldPolicy.isUnderstood && newPolicy.isUnderstood;
  if (isUnderstood && hasSameIds(old, next)) return SAME;
  const [won, gone] = [newlyAllowed(old, next, effort), newlyAllowed(next, old, effort)];
  const different = [won, gone].flatMap((one) => [...one.granted, ...one.undenied, ...one.denialsLost]);
  const decided = isUnderstood && !effort.unsure && !different.some(isGuess);
  if (decided && different.length === 0) return SAME;
  if (effort.left < 0) return tooLarge(won, gone);
  const wording = newEffort();
  const alarmContext = {
    kind: context.kind,
    isForeign: foreignAccounts(old, next, context.account),
    isNew: oldPolicy.statements.length === 0 && oldPolicy.isUnderstood,
    before: old.allows,
    denials: next.denies,
    knowsAccount: context.account !== undefined,
    effort: wording,
  };
  return {
    same: false,
    gained: grantsOf([...won.granted, ...won.undenied], old.allows, wording, next.denies),
    lost: grantsOf([...gone.granted, ...gone.undenied], next.allows, wording, old.denies),
    alarms: alarmsOf(won, alarmContext, decided),
    statements: statementChanges(old.statements, next.statements),
    decided,
  };
}

const hasSameIds = (one: PolicyBoxes, other: PolicyBoxes): boolean =>
  one.ids.size === other.ids.size && [...one.ids].every((id) => other.ids.has(id));

/** Nothing is sure, so no time is spent on words. */
const tooLarge = (won: NewlyAllowed, gone: NewlyAllowed): PolicyComparison => ({
  same: false,
  gained: grantsOfStatements([...won.granted, ...won.undenied]),
  lost: grantsOfStatements([...gone.granted, ...gone.undenied]),
  alarms: [NOT_DECIDED],
  statements: [],
  decided: false,
});

const SAME: PolicyComparison = {
  same: true,
  gained: [],
  lost: [],
  alarms: [],
  statements: [],
  decided: true,
};

/** A condition that is not understood may never hold; and whom NotPrincipal spares in a Deny hangs on more than its list. */
const isGuess = ({ clauses, from }: Box): boolean =>
  clauses.some(({ values }) => values.kind === "opaque") ||
  (from.shown.effect === "Deny" && from.principals.noneOf.length > 0);
