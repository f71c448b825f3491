import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { type TerraformProvider, Token } from "cdktf";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import type { EncryptionKey } from "./encryption-key.ts";

/** How long and how logs are kept. */
export interface LogProps {
  /** Days, one of the values CloudWatch Logs takes; 0 keeps them for ever. Default: 365. */
  readonly logRetentionDays?: number;
  /** Default: the key of the AWS service. */
  readonly encryptionKey?: EncryptionKey;
  readonly provider?: TerraformProvider;
}

/** The days that CloudWatch Logs takes ("PutRetentionPolicy"). */
const RETENTION_DAYS: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The log group `name` for `scope`, under the address of the construct it serves. */
export function createLogGroup(
  scope: Construct,
  address: string,
  name: string,
  props: LogProps,
): CloudwatchLogGroup {
  const { logRetentionDays = 365 } = props;
  checkRetention(scope, logRetentionDays);
  props.encryptionKey?.allowLogs();
  const { CloudwatchLogGroup } = awsModule("cloudwatch-log-group");
  return named(
    address,
    new CloudwatchLogGroup(scope, "logs", {
      name,
      retentionInDays: logRetentionDays,
      ...(props.encryptionKey && { kmsKeyId: props.encryptionKey.arn }),
      ...(props.provider && { provider: props.provider }),
    }),
  );
}

function checkRetention(scope: Construct, days: number): void {
  if (Token.isUnresolved(days) || RETENTION_DAYS.includes(days)) return;
  throw new UserError({
    at: scope.node.path,
    expected: `logRetentionDays to be one of ${RETENTION_DAYS.join(", ")}`,
    found: typeof days === "string" ? JSON.stringify(days) : String(days),
    advice: "CloudWatch Logs takes no other: choose the next longer one.",
  });
}
