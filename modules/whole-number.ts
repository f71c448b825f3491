import { Token } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/**
 * Checks a numeric prop against what AWS takes; a token is left to Terraform.
 *
 * @throws UserError naming the construct, the prop and the range.
 */
export function wholeNumber(
  construct: Construct,
  prop: string,
  value: number,
  range: { readonly min: number; readonly max: number },
): void {
  if (Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  throw new UserError({
    at: construct.node.path,
    expected: `${prop} to be a whole number from ${range.min} to ${range.max}`,
    found: typeof value === "string" ? JSON.stringify(value) : String(value),
    advice: "Change it where the construct is declared.",
  });
}
