import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import type { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification/index.js";
import type { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import type { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Account } from "./account.ts";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { type Expiration, lifecycleRules } from "./bucket-lifecycle.ts";
import { denyPlainText } from "./deny-plain-text.ts";
import type { EncryptionKey } from "./encryption-key.ts";
import { freeId } from "./free-id.ts";
import { physicalName } from "./physical-name.ts";
import { type PolicyStatement, policyDocument } from "./policy-document.ts";

export interface BucketProps {
  /** Default: `<stack>-<address>-<account id>`, the same at every deploy and known in the plan. */
  readonly name?: string;
  /** Sends `Object Created` and its kin to the account's default event bus. Default: false. */
  readonly sendEvents?: boolean;
  /** Default: none. */
  readonly expirations?: readonly Expiration[];
  /** Days that replaced and deleted versions are kept. Default: 30. */
  readonly noncurrentDays?: number;
  /** Lets Terraform destroy the bucket with what is in it. Default: false. */
  readonly forceDestroy?: boolean;
  /** Default: S3's own key (SSE-S3). */
  readonly encryptionKey?: EncryptionKey;
  readonly provider?: TerraformProvider;
}

/** A private, versioned, encrypted bucket that takes TLS only and cleans up after itself. */
export class Bucket extends Construct {
  readonly resource: S3Bucket;
  readonly encryptionKey: EncryptionKey | undefined;
  /** What sends its events, where it was asked to. */
  readonly notification: S3BucketNotification | undefined;
  readonly #props: BucketProps;
  readonly #provider: { readonly provider?: TerraformProvider };

  constructor(scope: Construct, id: string, props: BucketProps = {}) {
    super(scope, freeId(scope, id));
    this.#props = props;
    this.#provider = props.provider === undefined ? {} : { provider: props.provider };
    this.encryptionKey = props.encryptionKey;
    this.resource = this.#createBucket();
    const versioning = this.#createVersioning();
    this.#createEncryption();
    const block = this.#createPublicAccessBlock();
    this.#createOwnership(block);
    this.#createPolicy(block);
    this.#createLifecycle(versioning);
    this.notification = props.sendEvents ? this.#createNotification() : undefined;
  }

  get arn(): string {
    return this.resource.arn;
  }

  /** The bucket's name. */
  get bucketName(): string {
    return this.resource.bucket;
  }

  /** What a role needs to read objects whose key matches `keys`, such as `pictures/*`. */
  reading(sid: string, keys: string): readonly PolicyStatement[] {
    const read = {
      sid,
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      resources: [`${this.arn}/${keys}`],
    };
    return this.encryptionKey === undefined ? [read] : [read, this.encryptionKey.decryption()];
  }

  /** What a role needs to write objects whose key matches `keys`. */
  writing(sid: string, keys: string): readonly PolicyStatement[] {
    const write = { sid, actions: ["s3:PutObject"], resources: [`${this.arn}/${keys}`] };
    return this.encryptionKey === undefined ? [write] : [write, this.encryptionKey.encryption()];
  }

  /** What a role needs to delete objects whose key matches `keys`. */
  deleting(sid: string, keys: string): readonly PolicyStatement[] {
    return [{ sid, actions: ["s3:DeleteObject"], resources: [`${this.arn}/${keys}`] }];
  }

  /** What a role needs to list the bucket; a missing object then reads as missing, not as forbidden. */
  listing(sid: string): readonly PolicyStatement[] {
    return [{ sid, actions: ["s3:ListBucket"], resources: [this.arn] }];
  }

  #createBucket(): S3Bucket {
    const { S3Bucket } = awsModule("s3-bucket");
    return named(
      addressOf(this),
      new S3Bucket(this, "bucket", {
        bucket: this.#name(),
        forceDestroy: this.#props.forceDestroy ?? false,
        ...this.#provider,
      }),
    );
  }

  #name(): string {
    const pattern = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$/;
    const rule = { kind: "bucket", maxLength: 63, pattern, isLowerCase: true };
    if (this.#props.name !== undefined) return physicalName(this, rule, this.#props);
    const withoutAccount = { ...rule, maxLength: rule.maxLength - "-123456789012".length };
    return `${physicalName(this, withoutAccount, this.#provider)}-${Account.of(this, this.#props.provider).accountId}`;
  }

  #createVersioning(): S3BucketVersioningA {
    const { S3BucketVersioningA } = awsModule("s3-bucket-versioning");
    return named(
      addressOf(this),
      new S3BucketVersioningA(this, "versioning", {
        bucket: this.resource.id,
        versioningConfiguration: { status: "Enabled" },
        ...this.#provider,
      }),
    );
  }

  #createEncryption(): void {
    const key = this.encryptionKey;
    const algorithm = key ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } : { sseAlgorithm: "AES256" };
    const { S3BucketServerSideEncryptionConfigurationA } = awsModule(
      "s3-bucket-server-side-encryption-configuration",
    );
    named(
      addressOf(this),
      new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
        bucket: this.resource.id,
        rule: [{ applyServerSideEncryptionByDefault: algorithm, bucketKeyEnabled: key !== undefined }],
        ...this.#provider,
      }),
    );
  }

  #createPublicAccessBlock(): S3BucketPublicAccessBlock {
    const { S3BucketPublicAccessBlock } = awsModule("s3-bucket-public-access-block");
    return named(
      addressOf(this),
      new S3BucketPublicAccessBlock(this, "public-access", {
        bucket: this.resource.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
        ...this.#provider,
      }),
    );
  }

  #createOwnership(block: S3BucketPublicAccessBlock): void {
    const { S3BucketOwnershipControls } = awsModule("s3-bucket-ownership-controls");
    named(
      addressOf(this),
      new S3BucketOwnershipControls(this, "ownership", {
        bucket: this.resource.id,
        rule: { objectOwnership: "BucketOwnerEnforced" },
        dependsOn: [block], // S3 refuses concurrent changes of one bucket's settings
        ...this.#provider,
      }),
    );
  }

  #createPolicy(block: S3BucketPublicAccessBlock): void {
    const { S3BucketPolicy } = awsModule("s3-bucket-policy");
    named(
      addressOf(this),
      new S3BucketPolicy(this, "policy", {
        bucket: this.resource.id,
        policy: policyDocument(() => [denyPlainText("s3:*", [this.arn, `${this.arn}/*`])]),
        dependsOn: [block],
        ...this.#provider,
      }),
    );
  }

  #createLifecycle(versioning: S3BucketVersioningA): void {
    const { expirations = [], noncurrentDays = 30 } = this.#props;
    const { S3BucketLifecycleConfiguration } = awsModule("s3-bucket-lifecycle-configuration");
    named(
      addressOf(this),
      new S3BucketLifecycleConfiguration(this, "lifecycle", {
        bucket: this.resource.id,
        rule: lifecycleRules(this, expirations, noncurrentDays),
        dependsOn: [versioning],
        ...this.#provider,
      }),
    );
  }

  #createNotification(): S3BucketNotification {
    const { S3BucketNotification } = awsModule("s3-bucket-notification");
    return named(
      addressOf(this),
      new S3BucketNotification(this, "events", {
        bucket: this.resource.id,
        eventbridge: true,
        ...this.#provider,
      }),
    );
  }
}
