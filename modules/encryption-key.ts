import type { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Account } from "./account.ts";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { freeId } from "./free-id.ts";
import { physicalName } from "./physical-name.ts";
import { type PolicyStatement, policyDocument } from "./policy-document.ts";
import { wholeNumber } from "./whole-number.ts";

export interface EncryptionKeyProps {
  /** Default: `<stack>-<address>`; the alias is `alias/<name>`. */
  readonly name?: string;
  /** Days between a deletion and its effect, 7 to 30. Default: 30. */
  readonly deletionWindowDays?: number;
  readonly provider?: TerraformProvider;
}

/**
 * A customer managed KMS key with yearly rotation, for every construct that takes an `encryptionKey`.
 *
 * Its policy gives the account's IAM policies the say and adds only the services that are bound to it.
 */
export class EncryptionKey extends Construct {
  readonly resource: KmsKey;
  readonly alias: KmsAlias;
  readonly #account: Account;
  readonly #statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: EncryptionKeyProps = {}) {
    super(scope, freeId(scope, id));
    const address = addressOf(this);
    const { deletionWindowDays = 30 } = props;
    wholeNumber(this, "deletionWindowDays", deletionWindowDays, { min: 7, max: 30 });
    this.#account = Account.of(this, props.provider);
    const name = physicalName(this, { kind: "key", maxLength: 250, pattern: /^[\w/-]+$/ }, props);
    const { KmsKey } = awsModule("kms-key");
    this.resource = named(
      address,
      new KmsKey(this, "key", {
        description: `Encrypts what belongs to ${name}`,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindowDays,
        policy: policyDocument(() => [this.#administration(), ...this.#statements]),
        ...(props.provider && { provider: props.provider }),
      }),
    );
    const { KmsAlias } = awsModule("kms-alias");
    this.alias = named(
      address,
      new KmsAlias(this, "alias", {
        name: `alias/${name}`,
        targetKeyId: this.resource.keyId,
        ...(props.provider && { provider: props.provider }),
      }),
    );
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** Lets CloudWatch Logs of this account and region encrypt log groups. */
  allowLogs(): void {
    const { partition, region, accountId } = this.#account;
    this.#statements.push({
      sid: "EncryptLogs",
      principals: { Service: `logs.${region}.amazonaws.com` },
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
        },
      },
    });
  }

  /** Lets EventBridge rules of this account put messages into queues that this key encrypts. */
  allowEvents(): void {
    this.#statements.push({
      sid: "EncryptEvents",
      principals: { Service: "events.amazonaws.com" },
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": this.#account.accountId } },
    });
  }

  /** What a role needs to read what this key encrypts. */
  decryption(): PolicyStatement {
    return { sid: "Decrypt", actions: ["kms:Decrypt"], resources: [this.arn] };
  }

  /** What a role needs to write what this key encrypts. */
  encryption(): PolicyStatement {
    return { sid: "Encrypt", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [this.arn] };
  }

  #administration(): PolicyStatement {
    const { partition, accountId } = this.#account;
    return {
      sid: "AccountAdministers",
      principals: { AWS: `arn:${partition}:iam::${accountId}:root` },
      actions: ["kms:*"],
      resources: ["*"],
    };
  }
}
