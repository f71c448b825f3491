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
    checkDefinition(JSON.parse(JSON.stringify(definition)), type);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const at = `${construct.node.path}, ${error.parts.at}`;
    throw new UserError({ ...error.parts, at, advice: "Correct the workflow." });
  }
}
