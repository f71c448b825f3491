import type { SentEvent } from "../bus/bus-event.ts";
import type { ObjectCreated } from "../object-store/object-created.ts";

/** The event that S3 sends for a new object ("EventBridge event message structure" in the Amazon S3 User Guide). */
export function objectCreatedEvent(object: ObjectCreated): SentEvent {
  const { bucket, key, sizeBytes, etag, versionId, sequencer, reason } = object;
  return {
    source: "aws.s3",
    "detail-type": "Object Created",
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: "0",
      bucket: { name: bucket },
      object: { key, size: sizeBytes, etag, ...(versionId && { "version-id": versionId }), sequencer },
      "request-id": "LOCAL",
      requester: "000000000000",
      "source-ip-address": "127.0.0.1",
      reason,
    },
  };
}
