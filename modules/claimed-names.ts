import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/** A name in AWS that a construct is about to take. */
export interface NameClaim {
  /** What has the name, as a reader knows it: `function`, `role`. */
  readonly kind: string;
  readonly name: string;
  /** The resource name in Terraform of what has it. */
  readonly address: string;
  /** Whether the name was made of the stack and the address, and so must be the only one in the app. Default: false. */
  readonly isDerived?: boolean;
  readonly provider?: TerraformProvider | undefined;
}

interface Owner {
  readonly path: string;
  /** With its stack. */
  readonly address: string;
}

/** Who has which name, by app. */
const OWNERS = new WeakMap<object, Map<string, Owner>>();

/**
 * Takes a name for a construct. One that was asked for may be taken once for each stack and provider, since stacks
 * may belong to different accounts; a derived one once in the app.
 *
 * @throws UserError when a construct with another address has it: `a-b` and `a_b` give one derived name.
 */
export function claimName(construct: Construct, claim: NameClaim): void {
  const { kind, name, isDerived, provider } = claim;
  const stack = TerraformStack.of(construct).node.path;
  const claimant = { path: construct.node.path, address: `${stack}\n${claim.address}` };
  const owners = OWNERS.get(construct.node.root) ?? new Map<string, Owner>();
  OWNERS.set(construct.node.root, owners);
  const places = [`${stack} ${provider?.alias ?? ""}`, ...(isDerived ? ["app"] : [])];
  for (const place of places) {
    const key = [kind, place, name].join("\n");
    const owner = owners.get(key) ?? claimant;
    owners.set(key, owner);
    if (owner.address === claimant.address) continue; // one address twice is refused as such
    throw new UserError({
      at: construct.node.path,
      expected: `one ${kind} with the name "${name}" in AWS`,
      found: `${owner.path}, whose name is the same`,
      advice: 'Give one of the two another id, or a "name".',
    });
  }
}
