import assert from "node:assert/strict";
import { Bucket } from "../../modules/bucket.ts";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

const ID = "${aws_s3_bucket.photos.id}";
const ARN = "${aws_s3_bucket.photos.arn}";

const LEFTOVERS = {
  id: "leftovers",
  status: "Enabled",
  filter: [{ prefix: "" }],
  abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
  noncurrent_version_expiration: [{ noncurrent_days: 30 }],
};

describe("a bucket", () => {
  it("is private, versioned, encrypted, takes TLS only and cleans up after itself", () => {
    const { resource, data } = synthesizedStack((stack) => {
      new Bucket(stack, "photos");
    });
    assert.deepEqual(resource, {
      aws_s3_bucket: {
        photos: { bucket: "app-photos-${data.aws_caller_identity.current.account_id}", force_destroy: false },
      },
      aws_s3_bucket_versioning: { photos: { bucket: ID, versioning_configuration: { status: "Enabled" } } },
      aws_s3_bucket_server_side_encryption_configuration: {
        photos: {
          bucket: ID,
          rule: [
            {
              apply_server_side_encryption_by_default: { sse_algorithm: "AES256" },
              bucket_key_enabled: false,
            },
          ],
        },
      },
      aws_s3_bucket_public_access_block: {
        photos: {
          bucket: ID,
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
      aws_s3_bucket_ownership_controls: {
        photos: {
          bucket: ID,
          rule: { object_ownership: "BucketOwnerEnforced" },
          depends_on: ["aws_s3_bucket_public_access_block.photos"],
        },
      },
      aws_s3_bucket_policy: {
        photos: {
          bucket: ID,
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "DenyPlainText",
                Effect: "Deny",
                Principal: { AWS: "*" },
                Action: ["s3:*"],
                Resource: [ARN, `${ARN}/*`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          },
          depends_on: ["aws_s3_bucket_public_access_block.photos"],
        },
      },
      aws_s3_bucket_lifecycle_configuration: {
        photos: { bucket: ID, rule: [LEFTOVERS], depends_on: ["aws_s3_bucket_versioning.photos"] },
      },
    });
    assert.deepEqual(data, { aws_caller_identity: { current: {} } });
  });

  it("takes a name as it is, and asks for no account then", () => {
    const { resource, data } = synthesizedStack((stack) => {
      new Bucket(stack, "photos", { name: "my.photos", forceDestroy: true });
    });
    assert.deepEqual(resource.aws_s3_bucket, { photos: { bucket: "my.photos", force_destroy: true } });
    assert.deepEqual(data, {});
  });

  it("sends its events to EventBridge when asked to", () => {
    const { resource } = synthesizedStack((stack) => {
      new Bucket(stack, "photos", { sendEvents: true });
    });
    assert.deepEqual(resource.aws_s3_bucket_notification, { photos: { bucket: ID, eventbridge: true } });
  });

  it("deletes what expires, in an order that the declaration does not change", () => {
    const { resource } = synthesizedStack((stack) => {
      new Bucket(stack, "photos", {
        noncurrentDays: 7,
        expirations: [
          { prefix: "working/tmp/", days: 1 },
          { prefix: "claims/", days: 30 },
        ],
      });
    });
    assert.deepEqual(resource.aws_s3_bucket_lifecycle_configuration?.photos?.rule, [
      { ...LEFTOVERS, noncurrent_version_expiration: [{ noncurrent_days: 7 }] },
      {
        id: "expire-claims",
        status: "Enabled",
        filter: [{ prefix: "claims/" }],
        expiration: [{ days: 30 }],
      },
      {
        id: "expire-working-tmp",
        status: "Enabled",
        filter: [{ prefix: "working/tmp/" }],
        expiration: [{ days: 1 }],
      },
    ]);
  });

  it("encrypts with a key of one's own, through a bucket key", () => {
    const { resource } = synthesizedStack((stack) => {
      new Bucket(stack, "photos", { encryptionKey: new EncryptionKey(stack, "secret") });
    });
    assert.deepEqual(resource.aws_s3_bucket_server_side_encryption_configuration?.photos?.rule, [
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.secret.arn}",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("refuses days, a name and an id that AWS would refuse", () => {
    refuses(
      "app/photos: Expected noncurrentDays to be a whole number from 1 to 36500, but found 0. " +
        "Change it where the construct is declared.",
      (stack) => new Bucket(stack, "photos", { noncurrentDays: 0 }),
    );
    refuses(
      'app/photos: Expected days of the expiration of "tmp/" to be a whole number from 1 to 36500, but found 0.5. ' +
        "Change it where the construct is declared.",
      (stack) => new Bucket(stack, "photos", { expirations: [{ prefix: "tmp/", days: 0.5 }] }),
    );
    refuses(
      "app/photos: Expected a bucket name of at most 63 characters that matches ^(?!.*\\.\\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$, " +
        'but found "Photos" (6 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      (stack) => new Bucket(stack, "photos", { name: "Photos" }),
    );
    for (const name of ["a..b", "ab", "abc-"]) {
      refuses(
        "app/photos: Expected a bucket name of at most 63 characters that matches " +
          `^(?!.*\\.\\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$, but found "${name}" (${name.length} characters). ` +
          'Set a shorter or plainer "name", or rename the stack or the construct.',
        (stack) => new Bucket(stack, "photos", { name }),
      );
    }
    const id = "a".repeat(47);
    refuses(
      `app/${id}: Expected a bucket name of at most 50 characters that matches ^(?!.*\\.\\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$, ` +
        `but found "app-${id}" (51 characters). Set a shorter or plainer "name", or rename the stack or the construct.`,
      (stack) => new Bucket(stack, id),
    );
  });
});
