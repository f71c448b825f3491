/** What changes between two versions of one policy document; either may be missing (created, deleted). */
export interface PolicyComparison {
  /** Whether both allow and deny exactly the same, however they are written. */
  readonly same: boolean;
  /** What is allowed after and was not before, and reads as one sentence each; empty if nothing is. */
  readonly gained: readonly Grant[];
  /** What was allowed before and is not any more. */
  readonly lost: readonly Grant[];
  /** What makes the policy broader, most alarming first; empty if nothing does. */
  readonly alarms: readonly Alarm[];
  /** Statement by statement: those that differ, matched by what they say and not by their order. */
  readonly statements: readonly StatementChange[];
  /** False where a value known after apply or something not understood hides a part: then `gained` says what is known. */
  readonly decided: boolean;
}

export interface Grant {
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Conditions under which it holds, one line each, in words: `aws:SourceAccount is 111122223333`. */
  readonly conditions: readonly string[];
  /** What of it the other side allows as well, one line each: `s3:GetObject on arn:…/incoming/*`. Missing if that is nothing. */
  readonly shared?: readonly string[];
  /** What of it a Deny of the same side takes back, in the same way. Missing if that is nothing. */
  readonly except?: readonly string[];
}

export type AlarmKind =
  | "public-principal"
  | "cross-account"
  | "all-actions"
  | "whole-service"
  | "service-wildcard"
  | "all-resources"
  | "wider-resource"
  | "more-actions"
  | "more-principals"
  | "condition-removed"
  | "deny-removed"
  | "privilege-escalation"
  | "unknown";

export interface Alarm {
  readonly kind: AlarmKind;
  /** A sentence that names the actions, resources or principals: `Allows every action of s3 (was s3:GetObject)`. */
  readonly text: string;
}

export interface StatementChange {
  readonly kind: "added" | "removed" | "changed";
  readonly sid?: string;
  readonly before?: Statement;
  readonly after?: Statement;
}

/** A statement with single strings made lists, and all in an order that does not depend on how it was written. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  /** `AWS: arn…`, `Service: lambda.amazonaws.com`, `*`; `not …` for NotPrincipal. Empty in a policy of an identity. */
  readonly principals: readonly string[];
  /** `not s3:*` for NotAction. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly string[];
}
