import { isJsonObject, type Json } from "../plan/json.ts";
import { type ReadStatement, readStatement } from "./read-statement.ts";
import { EVERYTHING } from "./region.ts";

/**
 * Whose policy it is: of a role or user, of a resource, of who may assume a role, or of a VPC endpoint, through which only the VPC calls
 * ("Control access to VPC endpoints using endpoint policies", AWS documentation).
 */
export type PolicyKind = "identity" | "resource" | "trust" | "endpoint";

/** A policy as far as it is understood. */
export interface ReadPolicy {
  readonly statements: readonly ReadStatement[];
  /** False where something in it is no policy, or more than can be compared. */
  readonly isUnderstood: boolean;
}

/** AWS takes some ten thousand characters, a key policy 32,768, in which there is no room for more. */
const MOST_STATEMENTS = 1_000;
const MOST_ELEMENTS = 4_000;

const NO_POLICY: ReadPolicy = { statements: [], isUnderstood: true };
const NOT_UNDERSTOOD: ReadPolicy = { statements: [], isUnderstood: false };

const ELEMENTS: ReadonlySet<string> = new Set(["Version", "Id", "Statement"]);

/**
 * Reads a policy document, and asks for the elements that its kind must have, if that is known. A side without one allows nothing and
 * denies nothing.
 */
export function readPolicy(policy: Json | undefined, kind?: PolicyKind): ReadPolicy {
  if (policy === undefined || policy === null) return NO_POLICY;
  if (!isJsonObject(policy) || !Object.hasOwn(policy, "Statement")) return NOT_UNDERSTOOD;
  const statement = policy.Statement as Json;
  const list = Array.isArray(statement) ? (statement as readonly Json[]) : [statement];
  if (list.length > MOST_STATEMENTS) return NOT_UNDERSTOOD;
  const variables = Object.hasOwn(policy, "Version") && policy.Version === "2012-10-17";
  const read = list.map((one) => readStatement(one, variables));
  if (read.reduce((sum, one) => sum + elementsOf(one), 0) > MOST_ELEMENTS) return NOT_UNDERSTOOD;
  return {
    statements: read.filter((one) => one !== undefined),
    isUnderstood:
      read.every((one) => one !== undefined && (kind === undefined || fits(one, kind))) &&
      Object.keys(policy).every((key) => ELEMENTS.has(key)),
  };
}

/** Only an identity's policy says nothing of principals, and it must say of which resources it speaks. */
function fits({ principals, resources }: ReadStatement, kind: PolicyKind): boolean {
  const [saysWho, saysWhat] = [principals !== EVERYTHING, resources !== EVERYTHING];
  return kind === "identity" ? !saysWho && saysWhat : saysWho;
}

const elementsOf = (statement: ReadStatement | undefined): number =>
  statement === undefined
    ? 1
    : statement.shown.actions.length + statement.shown.resources.length + statement.shown.principals.length;
