import { randomUUID } from "node:crypto";

const BUCKET_ARN = "arn:aws:s3:::";

/** The bucket that a failure destination is; undefined for queues and all others. */
export function bucketOf(destinationArn: string): string | undefined {
  return destinationArn.startsWith(BUCKET_ARN) ? destinationArn.slice(BUCKET_ARN.length) : undefined;
}

/** Of a function that is called asynchronously ("Capturing records of Lambda asynchronous invocations"). */
export function asyncFailureFolder(functionName: string): string {
  return `aws/lambda/async/${functionName}`;
}

/** Of an event source mapping ("Retain discarded records for a DynamoDB event source in Lambda"). */
export function streamFailureFolder(mappingUuid: string, shardId: string): string {
  return `aws/lambda/${mappingUuid}/${shardId}`;
}

/** The key of a record in a bucket: `<folder>/2024/02/29/2024-02-29T12.00.00-<random UUID>`. */
export function failureObjectKey(folder: string, nowMs: number): string {
  const [day = "", time = ""] = new Date(nowMs).toISOString().split("T");
  return `${folder}/${day.replaceAll("-", "/")}/${day}T${time.slice(0, 8).replaceAll(":", ".")}-${randomUUID()}`;
}
