import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { Bucket } from "../bucket.ts";
import type { Expiration } from "../bucket-lifecycle.ts";
import { EncryptionKey } from "../encryption-key.ts";

/** How long what a pipeline stores is kept, in days. */
export interface PipelineRetention {
  /** Uploaded photos. Default: kept until somebody deletes them. */
  readonly uploadDays?: number;
  /** Pictures, catalog records and notices. Default: kept until somebody deletes them. */
  readonly resultDays?: number;
  /** Rejected photos and the reasons. Default: 90. */
  readonly rejectedDays?: number;
  /** Logs, one of the values CloudWatch Logs takes. Default: 365. */
  readonly logDays?: number;
}

/** Days in which a second event for the same photo is recognized as such. S3 repeats events within hours. */
const CLAIM_DAYS = 30;

/** Days that working copies outlive an execution that broke off before it could delete its own. */
const WORKING_DAYS = 1;

export interface PipelineStorageProps {
  readonly retention: PipelineRetention;
  readonly forceDestroy: boolean;
  readonly provider?: TerraformProvider;
}

/** What goes in, what comes out, and the key that encrypts both. */
export interface PipelineStorage {
  readonly encryptionKey: EncryptionKey;
  readonly uploads: Bucket;
  readonly results: Bucket;
}

export function createStorage(scope: Construct, props: PipelineStorageProps): PipelineStorage {
  const { retention, forceDestroy } = props;
  const provider = props.provider && { provider: props.provider };
  const { uploadDays, resultDays, rejectedDays = 90 } = retention;
  const encryptionKey = new EncryptionKey(scope, "photos", { ...provider });
  const shared = { encryptionKey, forceDestroy, ...provider };
  const uploads = new Bucket(scope, "uploads", {
    ...shared,
    sendEvents: true,
    expirations: expire(["uploads/"], uploadDays),
  });
  const results = new Bucket(scope, "results", {
    ...shared,
    expirations: [
      ...expire(["working/"], WORKING_DAYS),
      ...expire(["claims/"], CLAIM_DAYS),
      ...expire(["rejected/"], rejectedDays),
      ...expire(["catalog/", "digests/", "notices/", "pictures/"], resultDays),
    ],
  });
  return { encryptionKey, uploads, results };
}

function expire(prefixes: readonly string[], days: number | undefined): readonly Expiration[] {
  return days === undefined ? [] : prefixes.map((prefix) => ({ prefix, days }));
}
