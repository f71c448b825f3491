import assert from "node:assert/strict";
import { type Declarations, resolvedStack } from "./declared-stack.ts";

/** The attributes of the one queue, which may refer to the other resources. */
function resolveQueue(attributes: Readonly<Record<string, unknown>>, others: Declarations = {}) {
  return resolvedStack({ ...others, "aws_sqs_queue.queue": attributes }).ofType("aws_sqs_queue")[0]
    ?.attributes;
}

const BUCKET = { "aws_s3_bucket.photos": { bucket: "images-dev-photos", force_destroy: false } };

describe("resolving a stack", () => {
  it("gives the resources of a type in the order of their addresses", () => {
    const stack = resolvedStack({
      "aws_sqs_queue.b": { name: "first" },
      "aws_s3_bucket.a": { bucket: "photos" },
      "aws_sqs_queue.a": { name: "second" },
    });
    assert.deepEqual(stack.ofType("aws_sqs_queue"), [
      {
        address: "aws_sqs_queue.a",
        attributes: { name: "second" },
        arn: "arn:aws:sqs:eu-west-1:123456789012:second",
      },
      {
        address: "aws_sqs_queue.b",
        attributes: { name: "first" },
        arn: "arn:aws:sqs:eu-west-1:123456789012:first",
      },
    ]);
    assert.deepEqual(stack.ofType("aws_kinesis_stream"), []);
  });

  it("gives a resource without an ARN an empty one", () => {
    const [policy] = resolvedStack({ "aws_iam_role_policy.a": { name: "a" } }).ofType("aws_iam_role_policy");
    assert.equal(policy?.arn, "");
  });

  describe("replaces a reference", () => {
    it("by an attribute that is given", () => {
      assert.deepEqual(resolveQueue({ name: "${aws_s3_bucket.photos.bucket}" }, BUCKET), {
        name: "images-dev-photos",
      });
    });

    it("that is the whole text by the value, whatever its type", () => {
      assert.deepEqual(resolveQueue({ fifo_queue: "${aws_s3_bucket.photos.force_destroy}" }, BUCKET), {
        fifo_queue: false,
      });
    });

    it("by an attribute that a deploy would fill in", () => {
      assert.deepEqual(resolveQueue({ policy: "${aws_s3_bucket.photos.arn}" }, BUCKET), {
        policy: "arn:aws:s3:::images-dev-photos",
      });
    });

    it("by an attribute that is given, although it could be computed", () => {
      const bucket = { "aws_s3_bucket.photos": { bucket: "photos", id: "given" } };
      assert.deepEqual(resolveQueue({ name: "${aws_s3_bucket.photos.id}" }, bucket), { name: "given" });
    });

    it("inside a text, as often as it occurs", () => {
      const policy = '{"a":"${aws_s3_bucket.photos.arn}/*","b":"${aws_s3_bucket.photos.bucket}"}';
      assert.deepEqual(resolveQueue({ policy }, BUCKET), {
        policy: '{"a":"arn:aws:s3:::images-dev-photos/*","b":"images-dev-photos"}',
      });
    });

    it("in lists and objects", () => {
      const tags = {
        list: ["${aws_s3_bucket.photos.id}", 1, null],
        object: { id: "${aws_s3_bucket.photos.id}" },
      };
      assert.deepEqual(resolveQueue({ tags }, BUCKET), {
        tags: { list: ["images-dev-photos", 1, null], object: { id: "images-dev-photos" } },
      });
    });

    it("to an attribute that refers further", () => {
      const others = { ...BUCKET, "aws_iam_role.role": { name: "${aws_s3_bucket.photos.bucket}-role" } };
      assert.deepEqual(resolveQueue({ policy: "${aws_iam_role.role.arn}" }, others), {
        policy: "arn:aws:iam::123456789012:role/images-dev-photos-role",
      });
    });

    it("to a data source", () => {
      const name = "${data.aws_partition.current.partition}-${data.aws_region.current.region}";
      const others = { "data.aws_partition.current": {}, "data.aws_region.current": {} };
      assert.deepEqual(resolveQueue({ name }, others), { name: "aws-eu-west-1" });
    });

    it("to what only AWS could say by a text that names it", () => {
      const others = { "aws_kinesis_stream.alerts": { name: "alerts" } };
      assert.deepEqual(resolveQueue({ name: "${aws_kinesis_stream.alerts.arn}" }, others), {
        name: "local:aws_kinesis_stream.alerts.arn",
      });
    });

    it("in the outputs", () => {
      const outputs = { bucket: "${aws_s3_bucket.photos.bucket}", fixed: 3 };
      assert.deepEqual(resolvedStack(BUCKET, outputs).outputs, { bucket: "images-dev-photos", fixed: 3 });
    });
  });

  describe("leaves a text", () => {
    it("that has an escaped reference, unescaped", () => {
      assert.deepEqual(resolveQueue({ name: "$${aws_s3_bucket.photos.bucket}" }, BUCKET), {
        name: "${aws_s3_bucket.photos.bucket}",
      });
    });

    it("that has an escaped directive, unescaped", () => {
      assert.deepEqual(resolveQueue({ name: "100 %%{ready}" }), { name: "100 %{ready}" });
    });

    it("that has braces, dollars and per cent signs of its own", () => {
      const name = '$.a {"b":{}} $ 5 % {} <c>';
      assert.deepEqual(resolveQueue({ name }), { name });
    });

    it("that a reference brought in", () => {
      const others = { "aws_s3_bucket.photos": { bucket: "$${x}" } };
      assert.deepEqual(resolveQueue({ name: "a-${aws_s3_bucket.photos.bucket}" }, others), {
        name: "a-${x}",
      });
    });
  });

  describe("refuses", () => {
    const refuses = (text: string, found: string) =>
      assert.throws(() => resolveQueue({ name: text }, BUCKET), {
        name: "UserError",
        message:
          `aws_sqs_queue.queue: Expected a reference to a resource of the stack, but found ${found}. ` +
          "The local run knows references only; use a plain value.",
      });

    it("a reference to a resource that is not there", () => {
      refuses("a-${aws_s3_bucket.pictures.bucket}", "${aws_s3_bucket.pictures.bucket}");
    });

    it("a variable", () => {
      refuses("${var.name}", "${var.name}");
    });

    it("a function", () => {
      refuses(
        '${join("-", ["a", aws_s3_bucket.photos.bucket])}',
        '${join("-", ["a", aws_s3_bucket.photos.bucket])}',
      );
    });

    it("an element of a list", () => {
      refuses("${aws_s3_bucket.photos.grant[0].id}", "${aws_s3_bucket.photos.grant[0].id}");
    });

    it("an expression with braces in it", () => {
      refuses('${jsonencode({"a" = 1})}', '${jsonencode({"a" = 1})}');
    });

    it("a directive", () => {
      refuses("%{ if true }a%{ endif }", "%{ if true }a%{ endif }");
    });

    it("an expression among the outputs", () => {
      assert.throws(() => resolvedStack({}, { region: "${upper(var.region)}" }), {
        name: "UserError",
        message:
          "output: Expected a reference to a resource of the stack, but found ${upper(var.region)}. " +
          "The local run knows references only; use a plain value.",
      });
    });
  });
});
