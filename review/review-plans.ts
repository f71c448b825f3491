import { grouped } from "./changes/grouped.ts";
import { homeOf } from "./changes/home.ts";
import { type PlanView, viewPlan } from "./changes/plan-view.ts";
import { apiBodyDecisions } from "./decisions/api-bodies.ts";
import { contractDecisions } from "./decisions/contracts.ts";
import type { Decision } from "./decisions/decision.ts";
import { exposureDecisions } from "./decisions/exposure.ts";
import { holderDecisions } from "./decisions/holders.ts";
import { lossDecisions } from "./decisions/losses.ts";
import { lostPartDecisions } from "./decisions/lost-parts.ts";
import { permissionDecisions } from "./decisions/permissions.ts";
import { protectionDecisions } from "./decisions/protections.ts";
import { weakerEntryDecisions } from "./decisions/weaker-entries.ts";
import type { PolicyChange } from "./permissions/policy-change.ts";
import { policyChanges } from "./permissions/policy-changes.ts";
import type { Plan } from "./plan/plan.ts";
import type { HomedChange, Reviewed } from "./sections/reviewed.ts";

/** Finds what a reviewer of the plans must know. */
export function reviewPlans(plans: readonly Plan[]): Reviewed {
  const views = plans.map(viewPlan);
  const policies = views.map((view) => policyChanges(view));
  const homed = views.flatMap((view) => view.changes.map((change): HomedChange => ({ change, view })));
  return {
    views,
    decisions: views.flatMap((view, index) => decisionsOf(view, policies[index] ?? [])).sort(byRank),
    policies: policies.flat(),
    homes: grouped(homed, ({ change, view }) => homeOf(change, view)),
  };
}

const decisionsOf = (view: PlanView, policies: readonly PolicyChange[]): readonly Decision[] => [
  ...lossDecisions(view),
  ...lostPartDecisions(view),
  ...weakerEntryDecisions(view),
  ...exposureDecisions(view),
  ...apiBodyDecisions(view),
  ...permissionDecisions(view, policies),
  ...holderDecisions(view),
  ...contractDecisions(view),
  ...protectionDecisions(view),
];

/** The worst first, then by where it is. */
const byRank = (left: Decision, right: Decision): number =>
  left.rank - right.rank || order(left.stack, right.stack) || order(left.address, right.address);

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
