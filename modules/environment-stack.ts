import type { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { LocalBackend, S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { awsModule } from "./aws-module.ts";
import type { Environment, StateLocation } from "./configuration.ts";
import { freeId } from "./free-id.ts";

/** One environment of an app: a stack with its provider, default tags and state. */
export class EnvironmentStack extends TerraformStack {
  readonly provider: AwsProvider;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, freeId(scope, id));
    const { AwsProvider } = awsModule("provider");
    this.provider = new AwsProvider(this, "aws", {
      region: environment.region,
      ...(environment.accountId !== undefined && { allowedAccountIds: [environment.accountId] }),
      defaultTags: [{ tags: { ...environment.tags, environment: environment.name, stack: id } }],
    });
    createBackend(this, id, environment.state, environment.region);
  }

  /** Shows a value after a deploy. */
  output(name: string, description: string, value: string): void {
    new TerraformOutput(this, name, { description, value });
  }
}

function createBackend(stack: TerraformStack, id: string, state: StateLocation, region: string): void {
  if (state.backend === "local") {
    // Beside cdktf.out, seen from the stack's folder in it: survives a removal of cdktf.out, and names no machine.
    new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
    return;
  }
  const { bucket, key = `${id}.tfstate` } = state;
  const backend = new S3Backend(stack, { bucket, key, region: state.region ?? region, encrypt: true });
  backend.addOverride("use_lockfile", true);
}
