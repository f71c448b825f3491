import type { TerraformStack } from "cdktf";
import type { PolicyStatement } from "../../modules/policy-document.ts";
import { ServiceRole } from "../../modules/service-role.ts";
import { type StackJson, synthesizedStack } from "./synthesized-app.ts";

export type StatementJson = Readonly<Record<string, unknown>>;

/** The statements of a resource's policy. */
export function statementsOf(
  { resource }: StackJson,
  type: string,
  address: string,
): readonly StatementJson[] {
  const policy = resource[type]?.[address]?.policy as
    | { readonly Statement: readonly StatementJson[] }
    | undefined;
  if (policy === undefined) throw new Error(`There is no ${type}.${address} with a policy.`);
  return policy.Statement;
}

/** What stands in the policy of a role to which these statements were granted. */
export function grantedStatements(
  statements: (stack: TerraformStack) => readonly PolicyStatement[],
): readonly StatementJson[] {
  const json = synthesizedStack((stack) => {
    const settings = { address: "role", name: "role", service: "lambda.amazonaws.com" };
    new ServiceRole(stack, "role", settings).grant(...statements(stack));
  });
  return statementsOf(json, "aws_iam_role_policy", "role");
}
