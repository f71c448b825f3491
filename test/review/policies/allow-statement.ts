import type { Json } from "../../../review/plan/json.ts";

type Elements = Readonly<Record<string, Json>>;

/** A policy document of these statements. */
export const policyOf = (...statements: readonly Json[]): Json => ({
  Version: "2012-10-17",
  Statement: statements,
});

/** A statement that allows the actions; of a trust policy without a resource. */
export const allow = (actions: Json, resources?: Json, elements: Elements = {}): Json => ({
  Effect: "Allow",
  Action: actions,
  ...(resources === undefined ? {} : { Resource: resources }),
  ...elements,
});

export const deny = (actions: Json, resources: Json, elements: Elements = {}): Json => ({
  Effect: "Deny",
  Action: actions,
  Resource: resources,
  ...elements,
});
