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
}

/**
 * The name of a thing in AWS: the one asked for, else `<stack>-<address>`, which is unique in the account as long as
 * stack names are.
 *
 * @throws UserError when AWS would refuse it.
 */
export function physicalName(construct: Construct, rule: NameRule, asked?: string): string {
  const name =
    asked ?? `${TerraformStack.of(construct).node.id}-${addressOf(construct).replaceAll("_", "-")}`;
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
