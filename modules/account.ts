import type { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity/index.js";
import type { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition/index.js";
import type { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region/index.js";
import { type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { named } from "./address.ts";
import { awsModule } from "./aws-module.ts";

/** Where a provider deploys to, as Terraform knows it at plan time. One instance for each stack and provider alias. */
export class Account extends Construct {
  readonly #provider: TerraformProvider | undefined;
  readonly #name: string;

  private constructor(scope: Construct, id: string, provider: TerraformProvider | undefined) {
    super(scope, id);
    this.#provider = provider;
    this.#name = provider?.alias === undefined ? "current" : `current_${provider.alias}`;
  }

  static of(construct: Construct, provider?: TerraformProvider): Account {
    const stack = TerraformStack.of(construct);
    const id = `terraloom-account-${provider?.alias ?? "default"}`;
    const existing = stack.node.tryFindChild(id);
    return existing instanceof Account ? existing : new Account(stack, id, provider);
  }

  /** The 12-digit account id. */
  get accountId(): string {
    const { DataAwsCallerIdentity } = awsModule("data-aws-caller-identity");
    return this.#fact("identity", () => new DataAwsCallerIdentity(this, "identity", this.#config()))
      .accountId;
  }

  /** The region's name: `eu-west-1`. Read from `id`, which provider 5 and 6 both fill without a deprecation. */
  get region(): string {
    const { DataAwsRegion } = awsModule("data-aws-region");
    return this.#fact("region", () => new DataAwsRegion(this, "region", this.#config())).id;
  }

  /** The partition of every ARN: `aws`, `aws-cn`, `aws-us-gov`. */
  get partition(): string {
    const { DataAwsPartition } = awsModule("data-aws-partition");
    return this.#fact("partition", () => new DataAwsPartition(this, "partition", this.#config())).partition;
  }

  #config(): { readonly provider?: TerraformProvider } {
    return this.#provider === undefined ? {} : { provider: this.#provider };
  }

  #fact<Fact extends DataAwsCallerIdentity | DataAwsRegion | DataAwsPartition>(
    id: string,
    create: () => Fact,
  ): Fact {
    const existing = this.node.tryFindChild(id);
    return existing === undefined ? named(this.#name, create()) : (existing as Fact);
  }
}
