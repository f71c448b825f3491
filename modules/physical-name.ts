import { type TerraformProvider, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { addressOf } from "./address.ts";
import { claimName } from "./claimed-names.ts";

/** What AWS takes as the name of one kind of thing. */
export interface NameRule {
  /** The kind as a reader knows it: `function`, `queue`. */
  readonly kind: string;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** Whether capital letters become small ones. Default: false. */
  readonly isLowerCase?: boolean;
}

/** The props of a construct that decide about its name. */
export interface NameProps {
  readonly name?: string;
  readonly provider?: TerraformProvider;
}

/**
 * The name of a thing in AWS: the one asked for, else `<stack>-<address>`, which is unique in the account as long as
 * stack names are.
 *
 * @throws UserError when AWS would refuse it, or when another construct has it.
 */
export function physicalName(construct: Construct, rule: NameRule, props: NameProps = {}): string {
  const name = props.name ?? derivedName(construct, rule);
  if (Token.isUnresolved(name)) return name;
  if (name.length > rule.maxLength || !rule.pattern.test(name)) {
    throw new UserError({
      at: construct.node.path,
      expected: `a ${rule.kind} name of at most ${rule.maxLength} characters that matches ${rule.pattern.source}`,
      found: `${JSON.stringify(name)} (${name.length} characters)`,
      advice: 'Set a shorter or plainer "name", or rename the stack or the construct.',
    });
  }
  claimName(construct, {
    kind: rule.kind,
    name,
    address: addressOf(construct),
    isDerived: props.name === undefined,
    provider: props.provider,
  });
  return name;
}

function derivedName(construct: Construct, { isLowerCase }: NameRule): string {
  const stack = TerraformStack.of(construct).node.id;
  const name = `${stack}-${addressOf(construct).replaceAll("_", "-")}`;
  return isLowerCase ? name.toLowerCase() : name;
}
