import assert from "node:assert/strict";
import { declaredBuckets } from "../../../local/app/declared-buckets.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

describe("the buckets of a stack", () => {
  it("keep versions where versioning is enabled, in a block or a list of one", () => {
    const versioned = (versioning_configuration: unknown) => {
      const stack = resolvedStack({
        "aws_s3_bucket.inbox": { bucket: "inbox" },
        "aws_s3_bucket.results": { bucket: "results" },
        "aws_s3_bucket_versioning.inbox": {
          bucket: "${aws_s3_bucket.inbox.bucket}",
          versioning_configuration,
        },
      });
      return declaredBuckets(stack);
    };
    const inboxAlone = { inbox: { versioned: true }, results: { versioned: false } };
    assert.deepEqual(versioned({ status: "Enabled" }), inboxAlone);
    assert.deepEqual(versioned([{ status: "Enabled" }]), inboxAlone);
    assert.deepEqual(versioned([{ status: "Suspended" }]), {
      inbox: { versioned: false },
      results: { versioned: false },
    });
  });
});
