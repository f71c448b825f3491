import { Token } from "cdktf";
import type { Construct } from "constructs";
import { checkDefinition } from "../local/states/check-definition.ts";
import type { StateMachineType } from "../local/states/check-resource.ts";
import { UserError } from "../reporting/user-error.ts";
import type { StateMachineDefinition } from "./workflow/compile-workflow.ts";

/**
 * Checks a definition as "CreateStateMachine" does, so that the synth fails and not the deploy. What Terraform fills in stands in the
 * definition as cdktf's tokens, of which nothing is said.
 *
 * @throws UserError naming the construct and the place in the definition.
 */
export function checkMachine(
  construct: Construct,
  definition: StateMachineDefinition,
  type: StateMachineType,
): void {
  try {
    // As it will be written: a token that is an object leads to the whole app, as text it leads nowhere.
    checkDefinition(JSON.parse(JSON.stringify(definition, tokensAsTexts)), type);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const at = `${construct.node.path}, ${error.parts.at}`;
    throw new UserError({ ...error.parts, at, advice: "Correct the workflow." });
  }
}

/** A number that Terraform fills in is a number out of every range; a text with a reference in it is none. */
function tokensAsTexts(_: string, value: unknown): unknown {
  return typeof value === "number" && Token.isUnresolved(value) ? `\${${value}}` : value;
}
