import { createRequire } from "node:module";

/** The modules of the provider that constructs take resources from, by their folders. */
interface AwsModules {
  readonly "cloudwatch-event-archive": typeof import("@cdktf/provider-aws/lib/cloudwatch-event-archive/index.js");
  readonly "cloudwatch-event-bus": typeof import("@cdktf/provider-aws/lib/cloudwatch-event-bus/index.js");
  readonly "cloudwatch-event-rule": typeof import("@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js");
  readonly "cloudwatch-event-target": typeof import("@cdktf/provider-aws/lib/cloudwatch-event-target/index.js");
  readonly "cloudwatch-log-group": typeof import("@cdktf/provider-aws/lib/cloudwatch-log-group/index.js");
  readonly "data-aws-caller-identity": typeof import("@cdktf/provider-aws/lib/data-aws-caller-identity/index.js");
  readonly "data-aws-partition": typeof import("@cdktf/provider-aws/lib/data-aws-partition/index.js");
  readonly "data-aws-region": typeof import("@cdktf/provider-aws/lib/data-aws-region/index.js");
  readonly "iam-role": typeof import("@cdktf/provider-aws/lib/iam-role/index.js");
  readonly "iam-role-policy": typeof import("@cdktf/provider-aws/lib/iam-role-policy/index.js");
  readonly "kms-alias": typeof import("@cdktf/provider-aws/lib/kms-alias/index.js");
  readonly "kms-key": typeof import("@cdktf/provider-aws/lib/kms-key/index.js");
  readonly "lambda-alias": typeof import("@cdktf/provider-aws/lib/lambda-alias/index.js");
  readonly "lambda-event-source-mapping": typeof import("@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js");
  readonly "lambda-function": typeof import("@cdktf/provider-aws/lib/lambda-function/index.js");
  readonly "lambda-function-event-invoke-config": typeof import("@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js");
  readonly "lambda-layer-version": typeof import("@cdktf/provider-aws/lib/lambda-layer-version/index.js");
  readonly "lambda-permission": typeof import("@cdktf/provider-aws/lib/lambda-permission/index.js");
  readonly provider: typeof import("@cdktf/provider-aws/lib/provider/index.js");
  readonly "s3-bucket": typeof import("@cdktf/provider-aws/lib/s3-bucket/index.js");
  readonly "s3-bucket-lifecycle-configuration": typeof import("@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js");
  readonly "s3-bucket-notification": typeof import("@cdktf/provider-aws/lib/s3-bucket-notification/index.js");
  readonly "s3-bucket-ownership-controls": typeof import("@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js");
  readonly "s3-bucket-policy": typeof import("@cdktf/provider-aws/lib/s3-bucket-policy/index.js");
  readonly "s3-bucket-public-access-block": typeof import("@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js");
  readonly "s3-bucket-server-side-encryption-configuration": typeof import("@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js");
  readonly "s3-bucket-versioning": typeof import("@cdktf/provider-aws/lib/s3-bucket-versioning/index.js");
  readonly "s3-object": typeof import("@cdktf/provider-aws/lib/s3-object/index.js");
  readonly "sfn-state-machine": typeof import("@cdktf/provider-aws/lib/sfn-state-machine/index.js");
  readonly "sqs-queue": typeof import("@cdktf/provider-aws/lib/sqs-queue/index.js");
  readonly "sqs-queue-policy": typeof import("@cdktf/provider-aws/lib/sqs-queue-policy/index.js");
}

const load = createRequire(import.meta.url);

/**
 * A module of the AWS provider, loaded when its first resource is made. By `require`: to `import` one, Node.js also parses it for the names that it
 * exports, and most of each is a source map. In a synth that changes nothing this spares a tenth of the time.
 */
export function awsModule<Folder extends keyof AwsModules>(folder: Folder): AwsModules[Folder] {
  return load(`@cdktf/provider-aws/lib/${folder}/index.js`);
}
