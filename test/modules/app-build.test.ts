import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { LambdaLayer } from "../../modules/lambda-layer.ts";
import { readZip } from "../../packaging/unzip.ts";
import { fixture } from "./fixture.ts";
import { declareStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

describe("the build of an app", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  function synth(declare: (stack: TerraformStack) => void): void {
    app.synth((root) => declareStack(root, declare));
  }

  const hello = (stack: TerraformStack) =>
    new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") });

  function sharing(stack: TerraformStack): void {
    const kit = new LambdaLayer(stack, "kit", { source: fixture("kit") });
    const ms = new LambdaLayer(stack, "ms", { npm: fixture("ms-layer") });
    new LambdaFunction(stack, "sharing", { entry: fixture("sharing/handler.ts"), layers: [ms, kit] });
  }

  it("lays the zips and the manifest into the output", () => {
    synth((stack) => {
      hello(stack);
      sharing(stack);
    });
    assert.deepEqual(
      [...app.files().keys()],
      [
        "manifest.json",
        "stacks/app/assets/hello.js.map",
        "stacks/app/assets/hello.zip",
        "stacks/app/assets/layer-kit.zip",
        "stacks/app/assets/layer-ms.zip",
        "stacks/app/assets/sharing.js.map",
        "stacks/app/assets/sharing.zip",
        "stacks/app/cdk.tf.json",
        "terraloom.manifest.json",
      ],
    );
    const { artifacts } = JSON.parse(app.text("terraloom.manifest.json")) as {
      readonly artifacts: readonly Readonly<Record<string, unknown>>[];
    };
    const { resource } = app.stack();
    assert.deepEqual(
      artifacts.map(({ id, kind, stack, address, file, layers, sha256 }) => [
        [id, kind, stack, address, file, layers],
        sha256,
      ]),
      [
        [["app/hello", "function", "app", "hello", "assets/hello.zip", []], hashOf("function", "hello")],
        [
          ["app/kit", "source-layer", "app", "kit", "assets/layer-kit.zip", []],
          hashOf("layer_version", "kit"),
        ],
        [["app/ms", "npm-layer", "app", "ms", "assets/layer-ms.zip", []], hashOf("layer_version", "ms")],
        [
          ["app/sharing", "function", "app", "sharing", "assets/sharing.zip", ["app/ms", "app/kit"]],
          hashOf("function", "sharing"),
        ],
      ],
    );
    function hashOf(type: string, address: string): unknown {
      return resource[`aws_lambda_${type}`]?.[address]?.source_code_hash;
    }
  });

  it("removes the zip of a function that is gone, and keeps those of the others", () => {
    synth((stack) => {
      hello(stack);
      sharing(stack);
    });
    synth(hello);
    assert.deepEqual(
      [...app.files().keys()].filter((path) => path.includes("assets/")),
      ["stacks/app/assets/hello.js.map", "stacks/app/assets/hello.zip"],
    );
  });

  it("writes no path, user or folder of this machine into any file", () => {
    synth((stack) => {
      hello(stack);
      sharing(stack);
    });
    const telling = [app.outdir, process.cwd(), homedir(), realpathSync(tmpdir())];
    const files = [...app.files()].flatMap(([path, bytes]) => [
      { path, bytes },
      ...(path.endsWith(".zip") ? readZip(bytes) : []),
    ]);
    for (const { path, bytes } of files) {
      for (const text of telling)
        assert.equal(Buffer.from(bytes).includes(text), false, `${path} has ${text}`);
    }
  });

  it("gives the same files when nothing changed", () => {
    synth(sharing);
    const before = app.files();
    synth(sharing);
    assert.deepEqual(app.files(), before);
  });

  it("changes one hash, and nothing else, when one handler changes", () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-handlers-")));
    try {
      const write = (id: string, text: string) => {
        mkdirSync(join(folder, id), { recursive: true });
        writeFileSync(join(folder, id, "handler.ts"), `export const handler = () => "${text}";\n`);
      };
      const both = (stack: TerraformStack) => {
        for (const id of ["one", "two"])
          new LambdaFunction(stack, id, { entry: join(folder, id, "handler.ts") });
      };
      write("one", "first");
      write("two", "second");
      synth(both);
      const before = app.text("stacks/app/cdk.tf.json");
      const hash = (address: string) => app.stack().resource.aws_lambda_function?.[address]?.source_code_hash;
      const [hashOfOne, hashOfTwo] = [hash("one"), hash("two")];
      write("one", "changed");
      synth(both);
      assert.notEqual(hash("one"), hashOfOne);
      assert.equal(hash("two"), hashOfTwo);
      assert.equal(
        app.text("stacks/app/cdk.tf.json"),
        before.replace(String(hashOfOne), String(hash("one"))),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
