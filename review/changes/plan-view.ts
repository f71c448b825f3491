import type { Json } from "../plan/json.ts";
import type { Plan, ResourceChange } from "../plan/plan.ts";
import { type Configured, readConfigured } from "./configured.ts";
import { type DriftedResource, driftedResources } from "./drift.ts";
import { shownValue } from "./shown-value.ts";

/** A plan with what all parts of the review look up in it. */
export interface PlanView {
  readonly plan: Plan;
  readonly configured: Configured;
  /** What the plan does, without what stays as it is. */
  readonly changes: readonly ResourceChange[];
  readonly changeAt: ReadonlyMap<string, ResourceChange>;
  readonly drift: readonly DriftedResource[];
  /** Attributes, by address, in which the plan only puts back what was changed outside of it. */
  readonly drifted: ReadonlyMap<string, ReadonlySet<string>>;
  /** An attribute's value as it may be shown. */
  readonly shown: (value: Json | undefined) => string | undefined;
}

export function viewPlan(plan: Plan): PlanView {
  const drift = driftedResources(plan);
  const changes = plan.changes.filter((change) => change.action !== "no-op");
  return {
    plan,
    configured: readConfigured(plan.configuration),
    changes,
    changeAt: new Map(changes.map((change) => [change.address, change])),
    drift,
    drifted: new Map(
      drift.map(({ change, attributes }) => [change.address, new Set(attributes.map(({ name }) => name))]),
    ),
    shown: (value) => shownValue(value, plan.scrub),
  };
}
