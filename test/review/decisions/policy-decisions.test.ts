import assert from "node:assert/strict";
import type { SmallChange } from "../small-plan.ts";
import { ACCOUNT, policyLines, policyOf, tlsOnly } from "./policy-lines.ts";

const bucket = (name: string) => ({ bucket: name, id: name, arn: `arn:aws:s3:::${name}` });

describe("the policy of an object that goes", () => {
  const policy: SmallChange = {
    address: "aws_s3_bucket_policy.p",
    actions: ["delete"],
    before: { bucket: "b", policy: tlsOnly("b") },
  };

  it("has nothing to deny any more", () => {
    assert.deepEqual(
      policyLines({ address: "aws_s3_bucket.b", actions: ["delete"], before: bucket("b") }, policy),
      [],
    );
  });

  it("does deny something where the object stays", () => {
    assert.deepEqual(
      policyLines({ address: "aws_s3_bucket.b", actions: ["no-op"], before: bucket("b") }, policy),
      [
        "iam: aws_s3_bucket_policy.p becomes broader: No longer denies every action of s3 on arn:aws:s3:::b and arn:aws:s3:::b/* to everyone if aws:SecureTransport is false.",
      ],
    );
  });
});

describe("a policy that follows an object to its new name", () => {
  const replaced: SmallChange = {
    address: "aws_s3_bucket.b",
    actions: ["delete", "create"],
    before: bucket("docs"),
    after: { bucket: "papers" },
    unknown: { arn: true, id: true },
  };
  const allow = (Resource: string, Action: unknown = "s3:GetObject") =>
    policyOf({ Effect: "Allow", Action, Resource });
  const reader = (policy: string) => ({ role: "reader", name: "p", policy });

  it("allows and denies what it did", () => {
    assert.deepEqual(
      policyLines(
        replaced,
        {
          address: "aws_s3_bucket_policy.p",
          actions: ["delete", "create"],
          before: { bucket: "docs", policy: tlsOnly("docs") },
          after: { bucket: "papers", policy: tlsOnly("papers") },
        },
        {
          address: "aws_iam_role_policy.r",
          before: reader(allow("arn:aws:s3:::docs/in/*")),
          after: reader(allow("arn:aws:s3:::papers/in/*")),
        },
      ),
      [],
    );
  });

  it("may become broader all the same", () => {
    assert.deepEqual(
      policyLines(replaced, {
        address: "aws_iam_role_policy.r",
        before: reader(allow("arn:aws:s3:::docs/in/*")),
        after: reader(allow("arn:aws:s3:::papers/*")),
      }),
      [
        "iam: reader (aws_iam_role_policy.r) becomes broader: Allows s3:GetObject on arn:aws:s3:::papers/* (was s3:GetObject on arn:aws:s3:::papers/in/*).",
      ],
    );
  });
});

describe("the first policy of an object", () => {
  const created = (after: object, unknown = {}): SmallChange => ({
    ...{ address: "aws_s3_bucket_policy.p", actions: ["create"], after, unknown },
  });
  const read = (Principal: unknown, Condition?: object) =>
    policyOf({
      Effect: "Allow",
      Principal,
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/*",
      ...(Condition && { Condition }),
    });
  const aRole = read({ AWS: `arn:aws:iam::${ACCOUNT}:role/reader` });

  it("lets somebody in, if the object was there", () => {
    assert.deepEqual(policyLines(created({ bucket: "b", policy: aRole })), [
      `iam: aws_s3_bucket_policy.p is new: Lets arn:aws:iam::${ACCOUNT}:role/reader call s3:GetObject on arn:aws:s3:::b/*.`,
    ]);
  });

  it("is what the object is made with, if it is new", () => {
    const after = { bucket: "b" };
    assert.deepEqual(
      policyLines(
        { address: "aws_s3_bucket.b", actions: ["create"], after },
        created({ ...after, policy: aRole }),
      ),
      [],
    );
    assert.deepEqual(policyLines(created({ policy: aRole }, { bucket: true })), []);
  });

  it("only connects it to a service, or denies something", () => {
    const cloudfront = read(
      { Service: "cloudfront.amazonaws.com" },
      { StringEquals: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/E1` } },
    );
    assert.deepEqual(policyLines(created({ bucket: "b", policy: cloudfront })), []);
    assert.deepEqual(policyLines(created({ bucket: "b", policy: tlsOnly("b") })), []);
  });

  it("is a decision where a service may be sent by every account, or by another one", () => {
    const cloudfront = { Service: "cloudfront.amazonaws.com" };
    assert.deepEqual(policyLines(created({ bucket: "b", policy: read(cloudfront, {}) })), [
      "iam: aws_s3_bucket_policy.p is new: Lets cloudfront.amazonaws.com call s3:GetObject on arn:aws:s3:::b/*.",
    ]);
    const other = read(cloudfront, { StringEquals: { "aws:SourceAccount": "999988887777" } });
    assert.deepEqual(policyLines(created({ bucket: "b", policy: other })), [
      "iam: aws_s3_bucket_policy.p is new: Lets cloudfront.amazonaws.com call s3:GetObject on arn:aws:s3:::b/* if aws:SourceAccount is 999988887777: the caller is in another account.",
    ]);
  });
});

describe("the policy of a new role", () => {
  const created = (Action: string, Resource: string): SmallChange => ({
    address: 'module.worker.aws_iam_role_policy.p["a"]',
    actions: ["create"],
    after: { name: "p", policy: policyOf({ Effect: "Allow", Action, Resource }) },
    unknown: { role: true },
  });

  it("is its own affair, even where its name shows after apply", () => {
    assert.deepEqual(policyLines(created("s3:GetObject", "arn:aws:s3:::b/*")), []);
    assert.deepEqual(
      policyLines(created("dynamodb:*", "arn:aws:dynamodb:eu-west-1:111122223333:table/t")),
      [],
    );
  });

  it("is a decision where it allows all of a service on everything", () => {
    assert.deepEqual(policyLines(created("s3:*", "*")), [
      'iam: module.worker.aws_iam_role_policy.p["a"] is new: Allows every action of s3 on every resource.',
    ]);
  });
});
