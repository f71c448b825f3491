import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { named } from "./address.ts";
import type { EncryptionKey } from "./encryption-key.ts";

/** How long and how logs are kept. */
export interface LogProps {
  /** Days, one of the values CloudWatch Logs takes; 0 keeps them for ever. Default: 365. */
  readonly logRetentionDays?: number;
  /** Default: the key of the AWS service. */
  readonly encryptionKey?: EncryptionKey;
  readonly provider?: TerraformProvider;
}

/** The log group `name` for `scope`, under the address of the construct it serves. */
export function createLogGroup(
  scope: Construct,
  address: string,
  name: string,
  props: LogProps,
): CloudwatchLogGroup {
  props.encryptionKey?.allowLogs();
  return named(
    address,
    new CloudwatchLogGroup(scope, "logs", {
      name,
      retentionInDays: props.logRetentionDays ?? 365,
      ...(props.encryptionKey && { kmsKeyId: props.encryptionKey.arn }),
      ...(props.provider && { provider: props.provider }),
    }),
  );
}
