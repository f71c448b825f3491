import { TerraformDataSource, TerraformElement, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/** cdktf prepares every stack before it writes the first one: what is refused then leaves no output. */
class AddressWatch extends TerraformElement {
  static readonly ID = "terraloom-addresses";

  override toTerraform(): object {
    refuseSharedAddresses(TerraformStack.of(this));
    return {};
  }
}

/** Has {@link refuseSharedAddresses} called for `stack` whenever it is synthesized. */
export function watchAddresses(stack: TerraformStack): void {
  if (stack.node.tryFindChild(AddressWatch.ID) === undefined) new AddressWatch(stack, AddressWatch.ID);
}

interface TypedElement extends TerraformElement {
  readonly terraformResourceType?: string;
}

/**
 * Refuses two elements of one stack that would share an address; cdktf would silently merge them into one.
 *
 * @throws UserError naming the address and both construct paths.
 */
export function refuseSharedAddresses(root: Construct): void {
  const owners = new Map<string, TerraformElement>();
  for (const construct of root.node.findAll()) {
    if (!TerraformElement.isTerraformElement(construct) || construct instanceof TerraformStack) continue;
    const element: TypedElement = construct;
    if (element.terraformResourceType === undefined) continue;
    const stack = TerraformStack.of(element);
    const kind = TerraformDataSource.isTerraformDataSource(element) ? "data." : "";
    const address = `${kind}${element.terraformResourceType}.${element.friendlyUniqueId}`;
    const key = `${stack.node.path}\n${address}`;
    const owner = owners.get(key);
    if (owner !== undefined) {
      throw new UserError({
        at: element.node.path,
        expected: `one construct for the address ${address} in the stack "${stack.node.id}"`,
        found: `${owner.node.path} there already`,
        advice: "Give one of the two another id.",
      });
    }
    owners.set(key, element);
  }
}
