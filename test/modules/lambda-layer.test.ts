import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { LambdaLayer, lambdaArchitecture } from "../../modules/lambda-layer.ts";
import { readZip } from "../../packaging/unzip.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";
import { declareStack, synthesizedStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

describe("a Lambda layer", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  function zip(name: string): Buffer {
    const bytes = app.files().get(`stacks/app/assets/${name}`);
    assert.ok(bytes !== undefined, `There is no ${name}.`);
    return bytes;
  }

  function sha256(name: string): string {
    return createHash("sha256").update(zip(name)).digest("base64");
  }

  it("of npm packages is for one architecture and outlives its replacement", () => {
    app.synth((root) =>
      declareStack(root, (stack) => {
        new LambdaLayer(stack, "times", { npm: fixture("ms-layer") });
      }),
    );
    assert.deepEqual(app.stack().resource, {
      aws_lambda_layer_version: {
        times: {
          layer_name: "app-times",
          filename: "assets/layer-times.zip",
          source_code_hash: sha256("layer-times.zip"),
          compatible_architectures: ["arm64"],
          compatible_runtimes: ["nodejs22.x", "nodejs24.x"],
          skip_destroy: true,
          lifecycle: { create_before_destroy: true },
        },
      },
    });
    assert.deepEqual(
      readZip(zip("layer-times.zip")).map(({ path }) => path),
      [
        "nodejs/node_modules/ms/index.js",
        "nodejs/node_modules/ms/license.md",
        "nodejs/node_modules/ms/package.json",
        "nodejs/package-lock.json",
        "nodejs/package.json",
      ],
    );
  });

  it("of shared code is for every architecture", () => {
    app.synth((root) =>
      declareStack(root, (stack) => {
        new LambdaLayer(stack, "kit", { source: fixture("kit"), name: "shared", description: "Greets" });
      }),
    );
    assert.deepEqual(app.stack().resource, {
      aws_lambda_layer_version: {
        kit: {
          layer_name: "shared",
          description: "Greets",
          filename: "assets/layer-kit.zip",
          source_code_hash: sha256("layer-kit.zip"),
          compatible_architectures: ["arm64", "x86_64"],
          compatible_runtimes: ["nodejs22.x", "nodejs24.x"],
          skip_destroy: true,
          lifecycle: { create_before_destroy: true },
        },
      },
    });
  });

  it("says its architecture in the provider's word", () => {
    const { resource } = synthesizedStack((stack) => {
      new LambdaLayer(stack, "times", { npm: fixture("ms-layer"), architecture: "x64" });
    });
    assert.deepEqual(resource.aws_lambda_layer_version?.times?.compatible_architectures, ["x86_64"]);
    assert.equal(lambdaArchitecture("x64"), "x86_64");
    assert.equal(lambdaArchitecture("arm64"), "arm64");
  });

  it("is refused where there is no folder, and with a name that Lambda does not take", () => {
    refuses(
      "app/kit: Expected a source file or folder at layers/gone, but found nothing there. " +
        "Paths count from the folder in which the synth runs; check the spelling.",
      (stack) => new LambdaLayer(stack, "kit", { source: "layers/gone" }),
    );
    refuses(
      "app/kit: Expected a layer name of at most 140 characters that matches ^[\\w-]+$, " +
        'but found "@app/kit" (8 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      (stack) => new LambdaLayer(stack, "kit", { source: fixture("kit"), name: "@app/kit" }),
    );
  });
});
