import assert from "node:assert/strict";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

const PARTITION = "${data.aws_partition.current.partition}";
const REGION = "${data.aws_region.current.id}";
const ACCOUNT = "${data.aws_caller_identity.current.account_id}";

const ADMINISTRATION = {
  Sid: "AccountAdministers",
  Effect: "Allow",
  Principal: { AWS: `arn:${PARTITION}:iam::${ACCOUNT}:root` },
  Action: ["kms:*"],
  Resource: ["*"],
};

describe("an encryption key", () => {
  it("rotates every year, can be restored for 30 days, and is administered by the account", () => {
    const { resource, data } = synthesizedStack((stack) => {
      new EncryptionKey(stack, "photos");
    });
    assert.deepEqual(resource, {
      aws_kms_key: {
        photos: {
          description: "Encrypts what belongs to app-photos",
          enable_key_rotation: true,
          deletion_window_in_days: 30,
          policy: { Version: "2012-10-17", Statement: [ADMINISTRATION] },
        },
      },
      aws_kms_alias: {
        photos: { name: "alias/app-photos", target_key_id: "${aws_kms_key.photos.key_id}" },
      },
    });
    assert.deepEqual(data, { aws_caller_identity: { current: {} }, aws_partition: { current: {} } });
  });

  it("takes a name and a window of deletion", () => {
    const { resource } = synthesizedStack((stack) => {
      new EncryptionKey(stack, "photos", { name: "team/photos", deletionWindowDays: 7 });
    });
    const { policy: _, ...key } = resource.aws_kms_key?.photos ?? {};
    assert.deepEqual(key, {
      description: "Encrypts what belongs to team/photos",
      enable_key_rotation: true,
      deletion_window_in_days: 7,
    });
    assert.equal(resource.aws_kms_alias?.photos?.name, "alias/team/photos");
  });

  it("admits the log groups and the rules of this account only, each once", () => {
    const { resource, data } = synthesizedStack((stack) => {
      const key = new EncryptionKey(stack, "photos");
      for (const _ of ["once", "again"]) {
        key.allowLogs();
        key.allowEvents();
      }
    });
    assert.deepEqual(resource.aws_kms_key?.photos?.policy, {
      Version: "2012-10-17",
      Statement: [
        ADMINISTRATION,
        {
          Sid: "EncryptEvents",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: ["*"],
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
        {
          Sid: "EncryptLogs",
          Effect: "Allow",
          Principal: { Service: `logs.${REGION}.amazonaws.com` },
          Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          Resource: ["*"],
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": `arn:${PARTITION}:logs:${REGION}:${ACCOUNT}:log-group:*`,
            },
          },
        },
      ],
    });
    assert.deepEqual(Object.keys(data).sort(), ["aws_caller_identity", "aws_partition", "aws_region"]);
  });

  it("refuses a window of deletion that KMS would refuse", () => {
    refuses(
      "app/photos: Expected deletionWindowDays to be a whole number from 7 to 30, but found 6. " +
        "Change it where the construct is declared.",
      (stack) => new EncryptionKey(stack, "photos", { deletionWindowDays: 6 }),
    );
  });
});
