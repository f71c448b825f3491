import assert from "node:assert/strict";
import { objectCreatedEvent } from "../../../local/app/object-created-event.ts";
import type { ObjectCreated } from "../../../local/object-store/object-created.ts";

const OBJECT: ObjectCreated = {
  bucket: "images-dev-uploads",
  key: "uploads/a cat.jpg",
  sizeBytes: 1234,
  etag: "5d41402abc4b2a76b9719d911017c592",
  sequencer: "000000000000000001",
  reason: "PutObject",
};

describe("the event of a new object", () => {
  it("is what Amazon S3 sends", () => {
    assert.deepEqual(objectCreatedEvent({ ...OBJECT, versionId: "v1" }), {
      source: "aws.s3",
      "detail-type": "Object Created",
      resources: ["arn:aws:s3:::images-dev-uploads"],
      detail: {
        version: "0",
        bucket: { name: "images-dev-uploads" },
        object: {
          key: "uploads/a cat.jpg",
          size: 1234,
          etag: "5d41402abc4b2a76b9719d911017c592",
          "version-id": "v1",
          sequencer: "000000000000000001",
        },
        "request-id": "LOCAL",
        requester: "000000000000",
        "source-ip-address": "127.0.0.1",
        reason: "PutObject",
      },
    });
  });

  it("has no version where the bucket keeps none", () => {
    const { object } = objectCreatedEvent(OBJECT).detail as { readonly object: object };
    assert.equal("version-id" in object, false);
  });

  for (const reason of ["CopyObject", "CompleteMultipartUpload"] as const) {
    it(`tells that it came by ${reason}`, () => {
      const detail = objectCreatedEvent({ ...OBJECT, reason }).detail as { readonly reason: string };
      assert.equal(detail.reason, reason);
    });
  }
});
