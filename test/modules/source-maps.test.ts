import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type App, TerraformStack } from "cdktf";
import { Bucket } from "../../modules/bucket.ts";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { SourceMaps } from "../../modules/source-maps.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";
import { declareStack, synthesizedStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

const ENTRY = fixture("hello/handler.ts");

describe("source maps that are uploaded", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  it("are the files beside the zips, named after the functions, with the digest of the code", () => {
    app.synth((root: App) =>
      declareStack(root, (stack) => {
        const hello = new LambdaFunction(stack, "hello", { entry: ENTRY });
        new SourceMaps(stack, "maps", { bucket: "acme-maps", functions: [hello, hello] });
      }),
    );
    const map = app.files().get("stacks/app/assets/hello.js.map");
    assert.ok(map !== undefined);
    const { aws_s3_object: objects, aws_lambda_function: functions } = app.stack().resource;
    assert.deepEqual(objects, {
      maps_hello: {
        bucket: "acme-maps",
        key: "source-maps/app-hello.js.map",
        source: "assets/hello.js.map",
        source_hash: createHash("sha256").update(map).digest("base64"),
        content_type: "application/json",
        metadata: { "code-sha256": functions?.hello?.source_code_hash },
      },
    });
  });

  it("go to a bucket of the app under its key, and to another prefix", () => {
    const { resource } = synthesizedStack((stack) => {
      const bucket = new Bucket(stack, "maps", { encryptionKey: new EncryptionKey(stack, "key") });
      const functions = [new LambdaFunction(stack, "hello", { entry: ENTRY })];
      new SourceMaps(stack, "uploaded", { bucket, functions, prefix: "" });
    });
    const { bucket, key, server_side_encryption, kms_key_id } = resource.aws_s3_object?.uploaded_hello ?? {};
    assert.deepEqual(
      { bucket, key, server_side_encryption, kms_key_id },
      {
        bucket: "${aws_s3_bucket.maps.bucket}",
        key: "app-hello.js.map",
        server_side_encryption: "aws:kms",
        kms_key_id: "${aws_kms_key.key.arn}",
      },
    );
  });

  const expected =
    "Expected functions for Node.js in the same stack, whose source maps lie beside their zips";

  it("are refused where the map is in the zip", () => {
    refuses(
      `app/maps: ${expected}, but found app/hello, whose map is in its zip (sourceMaps). Leave it out.`,
      (stack) => {
        const functions = [new LambdaFunction(stack, "hello", { entry: ENTRY, sourceMaps: true })];
        new SourceMaps(stack, "maps", { bucket: "acme-maps", functions });
      },
    );
  });

  it("are refused for what is not bundled", () => {
    refuses(`app/maps: ${expected}, but found app/hello, which is not bundled. Leave it out.`, (stack) => {
      const ready = { ready: fixture("hello"), handler: "a.b", runtime: "java21" } as const;
      const functions = [new LambdaFunction(stack, "hello", ready)];
      new SourceMaps(stack, "maps", { bucket: "acme-maps", functions });
    });
  });

  it("are refused for a function of another stack", () => {
    refuses(
      `app/maps: ${expected}, but found other/hello, which belongs to another stack. Leave it out.`,
      (stack) => {
        const other = new TerraformStack(stack.node.root, "other");
        const functions = [new LambdaFunction(other, "hello", { entry: ENTRY })];
        new SourceMaps(stack, "maps", { bucket: "acme-maps", functions });
      },
    );
  });
});
