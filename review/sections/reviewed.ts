import type { Home } from "../changes/home.ts";
import type { PlanView } from "../changes/plan-view.ts";
import type { Decision } from "../decisions/decision.ts";
import type { PolicyChange } from "../permissions/policy-change.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** What the review found, before it is a page. */
export interface Reviewed {
  readonly views: readonly PlanView[];
  /** The worst first. */
  readonly decisions: readonly Decision[];
  readonly policies: readonly PolicyChange[];
  /** Every change, by the part of the page that tells of it. */
  readonly homes: ReadonlyMap<Home, readonly HomedChange[]>;
}

export interface HomedChange {
  readonly change: ResourceChange;
  readonly view: PlanView;
}
