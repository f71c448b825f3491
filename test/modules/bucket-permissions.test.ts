import assert from "node:assert/strict";
import { Bucket } from "../../modules/bucket.ts";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import type { PolicyStatement } from "../../modules/policy-document.ts";
import { grantedStatements, type StatementJson } from "./granted-statements.ts";

const ARN = "${aws_s3_bucket.photos.arn}";

function granted(
  statements: (bucket: Bucket) => readonly PolicyStatement[],
  encrypted = false,
): readonly StatementJson[] {
  return grantedStatements((stack) => {
    const key = encrypted ? { encryptionKey: new EncryptionKey(stack, "secret") } : {};
    return statements(new Bucket(stack, "photos", key));
  });
}

describe("the permissions that a bucket gives", () => {
  it("to read are for the versions of the objects that were named", () => {
    assert.deepEqual(
      granted((bucket) => bucket.reading("ReadUploads", "uploads/*")),
      [
        {
          Sid: "ReadUploads",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: [`${ARN}/uploads/*`],
        },
      ],
    );
  });

  it("to write, delete and list are single actions", () => {
    assert.deepEqual(
      granted((bucket) => [
        ...bucket.writing("Write", "pictures/*"),
        ...bucket.deleting("Delete", "working/*"),
        ...bucket.listing("List"),
      ]),
      [
        { Sid: "Delete", Effect: "Allow", Action: ["s3:DeleteObject"], Resource: [`${ARN}/working/*`] },
        { Sid: "List", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [ARN] },
        { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: [`${ARN}/pictures/*`] },
      ],
    );
  });

  it("come with the use of the bucket's key", () => {
    const key = "${aws_kms_key.secret.arn}";
    assert.deepEqual(
      granted((bucket) => [...bucket.reading("Read", "*"), ...bucket.writing("Write", "*")], true),
      [
        { Sid: "Decrypt", Effect: "Allow", Action: ["kms:Decrypt"], Resource: [key] },
        { Sid: "Encrypt", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [key] },
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: [`${ARN}/*`],
        },
        { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: [`${ARN}/*`] },
      ],
    );
  });
});
