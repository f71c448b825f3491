import type { Json } from "../plan/json.ts";
import type { Statement } from "./policy-comparison.ts";
import { readPolicy } from "./read-policy.ts";

/** The statements of a policy document, in its order; what is no statement is left out. */
export const statementsOf = (policy: Json): readonly Statement[] =>
  readPolicy(policy).statements.map(({ shown }) => shown);
