import type { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { claimName } from "./claimed-names.ts";
import { freeId } from "./free-id.ts";
import { type PolicyStatement, policyDocument } from "./policy-document.ts";

export interface ServiceRoleProps {
  /** The resource name of role and policy in Terraform: that of the construct they serve. */
  readonly address: string;
  /** The role's name in AWS, at most 64 characters. */
  readonly name: string;
  /** The one service that may assume it: `lambda.amazonaws.com`. */
  readonly service: string;
  /** Further conditions of the trust, against the confused deputy. */
  readonly trustConditions?: PolicyStatement["conditions"];
  readonly provider?: TerraformProvider;
}

/** A role that one AWS service assumes, and one inline policy of what was granted to it. */
export class ServiceRole extends Construct {
  readonly resource: IamRole;
  readonly policy: IamRolePolicy;
  readonly #statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, freeId(scope, id));
    const provider = props.provider && { provider: props.provider };
    claimName(scope, { kind: "role", name: props.name, address: props.address, ...provider });
    const { IamRole } = awsModule("iam-role");
    this.resource = named(
      props.address,
      new IamRole(this, "role", { name: props.name, assumeRolePolicy: trust(props), ...provider }),
    );
    const { IamRolePolicy } = awsModule("iam-role-policy");
    this.policy = named(
      props.address,
      new IamRolePolicy(this, "policy", {
        name: "granted",
        role: this.resource.name,
        policy: policyDocument(() => this.#statements),
        ...provider,
      }),
    );
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** Adds to what the role may do. Statements alike but for actions and resources are merged. */
  grant(...statements: readonly PolicyStatement[]): void {
    this.#statements.push(...statements);
  }
}

function trust(props: ServiceRoleProps): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: props.service },
        Action: "sts:AssumeRole",
        ...(props.trustConditions && { Condition: props.trustConditions }),
      },
    ],
  });
}
