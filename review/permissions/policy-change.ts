import type { ResourceChange } from "../plan/plan.ts";
import type { PolicyComparison } from "../policies/policy-comparison.ts";
import type { PolicyKind } from "../policies/read-policy.ts";

/** A policy document that a plan changes. */
export interface PolicyChange {
  readonly change: ResourceChange;
  /** Whose permissions they are: the name of a role, or the address of a resource with a policy of its own. */
  readonly owner: string;
  readonly kind: PolicyKind;
  /** Whether the owner itself is made by this plan: then all it may do is new. */
  readonly newOwner: boolean;
  /** Of the document as it was and will be. */
  readonly comparison: PolicyComparison;
  /** The same, with what else its owner may do and may not: what the owner gains by the change. */
  readonly ofOwner: PolicyComparison;
  /** The document after shows after apply only. */
  readonly unknown: boolean;
}
