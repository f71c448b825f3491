import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { addressOf } from "./address.ts";

/** What AWS takes as the name of one kind of thing. */
export interface NameRule {
  /** The kind as a reader knows it: `function`, `queue`. */
  readonly kind: string;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** Whether capital letters become small ones. Default: false. */
  readonly isLowerCase?: boolean;
}

/** Who has which derived name, by app. */
const OWNERS = new WeakMap<object, Map<string, Owner>>();

interface Owner {
  readonly path: string;
  /** With its stack. */
  readonly address: string;
}

/**
 * The name of a thing in AWS: the one asked for, else `<stack>-<address>`, which is unique in the account as long as
 * stack names are.
 *
 * @throws UserError when AWS would refuse it, or when another address gives the same name (`a-b` and `a_b`).
 */
export function physicalName(construct: Construct, rule: NameRule, asked?: string): string {
  const name = asked ?? derivedName(construct, rule);
  if (Token.isUnresolved(name)) return name;
  if (name.length > rule.maxLength || !rule.pattern.test(name)) {
    throw new UserError({
      at: construct.node.path,
      expected: `a ${rule.kind} name of at most ${rule.maxLength} characters that matches ${rule.pattern.source}`,
      found: `${JSON.stringify(name)} (${name.length} characters)`,
      advice: 'Set a shorter or plainer "name", or rename the stack or the construct.',
    });
  }
  return name;
}

function derivedName(construct: Construct, { kind, isLowerCase }: NameRule): string {
  const stack = TerraformStack.of(construct).node.id;
  const name = `${stack}-${addressOf(construct).replaceAll("_", "-")}`;
  const cased = isLowerCase ? name.toLowerCase() : name;
  const claimant = { path: construct.node.path, address: `${stack}\n${addressOf(construct)}` };
  const owners = OWNERS.get(construct.node.root) ?? new Map<string, Owner>();
  OWNERS.set(construct.node.root, owners);
  const owner = owners.get(`${kind} ${cased}`) ?? claimant;
  owners.set(`${kind} ${cased}`, owner);
  if (owner.address === claimant.address) return cased; // one address is refused as such
  throw new UserError({
    at: construct.node.path,
    expected: `one ${kind} with the name "${cased}" in AWS`,
    found: `${owner.path}, whose name is the same`,
    advice: 'Give one of the two another id, or a "name".',
  });
}
