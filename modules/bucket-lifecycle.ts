import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { wholeNumber } from "./whole-number.ts";

/** Objects under `prefix` are deleted `days` after they were written. */
export interface Expiration {
  readonly prefix: string;
  readonly days: number;
}

const DAYS = { min: 1, max: 36_500 };

/**
 * What a bucket clears up by itself: broken-off uploads, replaced versions, and what has expired.
 *
 * @throws UserError for days that S3 does not take, and for two expirations that would have one id.
 */
export function lifecycleRules(
  construct: Construct,
  expirations: readonly Expiration[],
  noncurrentDays: number,
): S3BucketLifecycleConfigurationRule[] {
  wholeNumber(construct, "noncurrentDays", noncurrentDays, DAYS);
  const sorted = [...expirations].sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  for (const { prefix, days } of sorted) {
    wholeNumber(construct, `days of the expiration of "${prefix}"`, days, DAYS);
  }
  refuseSharedIds(construct, sorted);
  return [
    {
      id: "leftovers",
      status: "Enabled",
      filter: [{ prefix: "" }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      noncurrentVersionExpiration: [{ noncurrentDays }],
    },
    ...sorted.map(({ prefix, days }) => ({
      id: expirationId(prefix),
      status: "Enabled",
      filter: [{ prefix }],
      expiration: [{ days }],
    })),
  ];
}

function expirationId(prefix: string): string {
  return `expire-${prefix.replaceAll("/", "-").replace(/-+$/, "")}`;
}

function refuseSharedIds(construct: Construct, expirations: readonly Expiration[]): void {
  const prefixes = new Map<string, string>();
  for (const { prefix } of expirations) {
    const id = expirationId(prefix);
    const other = prefixes.get(id);
    if (other !== undefined) {
      throw new UserError({
        at: construct.node.path,
        expected: `one expiration with the id "${id}"`,
        found: `those of ${JSON.stringify(other)} and ${JSON.stringify(prefix)}`,
        advice: "Leave one of them out, or choose another prefix.",
      });
    }
    prefixes.set(id, prefix);
  }
}
