import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { watchAddresses } from "./shared-addresses.ts";

/** A construct with this id adds nothing to the addresses of what it holds. */
const SILENT_ID = "Default";

const RESOURCE_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * The Terraform resource name of a construct: its path below the stack, joined by `_`.
 *
 * `compress` directly in a stack gives `aws_lambda_function.compress`; inside `photos` it gives
 * `aws_lambda_function.photos_compress`. No hash and no counter, so that the order of declaration never matters.
 *
 * @throws UserError when the path has a character that Terraform does not take in a name.
 */
export function addressOf(construct: Construct): string {
  const stack = TerraformStack.of(construct);
  const scopes = construct.node.scopes
    .slice(stack.node.scopes.length)
    .filter((scope) => scope.node.id !== SILENT_ID);
  const address = scopes.map((scope) => scope.node.id).join("_");
  if (!RESOURCE_NAME.test(address)) {
    const unfit = scopes.find(
      ({ node }, index) => !RESOURCE_NAME.test(index === 0 ? node.id : `_${node.id}`),
    );
    const { path, id } = (unfit ?? construct).node;
    throw new UserError({
      at: path,
      expected: "a construct id of letters, digits, - and _ that starts with a letter",
      found: JSON.stringify(id),
      advice: "It becomes the resource's name in Terraform: choose another id.",
    });
  }
  return address;
}

/** Gives a raw provider resource the readable `address`; nothing else of it changes. */
export function named<Element extends TerraformElement>(address: string, element: Element): Element {
  element.overrideLogicalId(address);
  watchAddresses(TerraformStack.of(element));
  return element;
}
