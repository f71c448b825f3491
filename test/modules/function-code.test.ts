import assert from "node:assert/strict";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import type { LambdaFunctionProps } from "../../modules/lambda-function-props.ts";
import { BUILDER_VERSION } from "../../packaging/builder-version.ts";
import { readZip } from "../../packaging/unzip.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";
import { declareStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

const COMMAND = 'cp main.sh "$TERRALOOM_OUT/bootstrap"';

describe("a Lambda function of another runtime", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  /** What Terraform is told of the function's code, and the paths in its zip. */
  function synthesized(props: LambdaFunctionProps): unknown {
    app.synth((root) => declareStack(root, (stack) => new LambdaFunction(stack, "other", props)));
    const { runtime, handler, architectures, filename } =
      app.stack().resource.aws_lambda_function?.other ?? {};
    const zip = app.files().get(`stacks/app/${filename}`);
    assert.ok(zip !== undefined);
    return { runtime, handler, architectures, files: readZip(zip).map(({ path }) => path) };
  }

  it("is a folder for Python", () => {
    assert.deepEqual(synthesized({ python: fixture("python"), handler: "app.handler" }), {
      runtime: "python3.13",
      handler: "app.handler",
      architectures: ["arm64"],
      files: ["app.py", "requirements.txt"],
    });
  });

  it("is a folder for another Python and another architecture", () => {
    const props = { python: fixture("python"), handler: "app.handler", runtime: "python3.12" } as const;
    assert.deepEqual(synthesized({ ...props, architecture: "x64" }), {
      runtime: "python3.12",
      handler: "app.handler",
      architectures: ["x86_64"],
      files: ["app.py", "requirements.txt"],
    });
  });

  it("is a folder that is ready", () => {
    assert.deepEqual(synthesized({ ready: fixture("ready"), handler: "app.handler", runtime: "ruby3.4" }), {
      runtime: "ruby3.4",
      handler: "app.handler",
      architectures: ["arm64"],
      files: ["app.rb"],
    });
  });

  it("is a folder with a bootstrap", () => {
    const props = { ready: fixture("bare"), handler: "bootstrap", runtime: "provided.al2023" } as const;
    assert.deepEqual(synthesized(props), {
      runtime: "provided.al2023",
      handler: "bootstrap",
      architectures: ["arm64"],
      files: ["bootstrap"],
    });
  });

  it("is what a command builds", () => {
    assert.deepEqual(synthesized({ command: COMMAND, folder: fixture("command") }), {
      runtime: "provided.al2023",
      handler: "bootstrap",
      architectures: ["arm64"],
      files: ["bootstrap"],
    });
  });

  it("is in the manifest like any other", () => {
    synthesized({ command: COMMAND, folder: fixture("command"), architecture: "x64" });
    const { artifacts } = JSON.parse(app.text("terraloom.manifest.json"));
    const [{ id, kind, source, address, file, options, inputs }] = artifacts;
    assert.deepEqual(
      { id, kind, source, address, file, options, inputs: inputs.map(({ path }: { path: string }) => path) },
      {
        id: "app/other",
        kind: "function",
        source: "test/fixtures/modules/command",
        address: "other",
        file: "assets/other.zip",
        options: { architecture: "x64", builder: BUILDER_VERSION, command: COMMAND },
        inputs: ["test/fixtures/modules/command/main.sh"],
      },
    );
  });

  it("keeps to its budget", () => {
    refuses(
      "app/other: Expected at most 1 bytes unzipped, its budget, but found 71 bytes. Make it smaller or raise the " +
        "budget. The heaviest inputs, unzipped: app.rb (71 bytes).",
      (stack) => {
        const budget = { unzippedBytes: 1 };
        new LambdaFunction(stack, "other", {
          ready: fixture("ready"),
          handler: "app.handler",
          runtime: "ruby3.4",
          budget,
        });
      },
    );
  });

  it("is refused without the bootstrap that its runtime starts", () => {
    refuses(
      "test/fixtures/modules/ready: Expected an executable bootstrap at the root, which Lambda starts, but found none. " +
        "Put the program there under the name bootstrap.",
      (stack) => {
        const props = { ready: fixture("ready"), handler: "bootstrap", runtime: "provided.al2023" } as const;
        new LambdaFunction(stack, "other", props);
      },
    );
  });

  it("is refused where nothing is at its path", () => {
    for (const props of [
      { python: "gone", handler: "app.handler" },
      { ready: "gone", handler: "x", runtime: "java25" },
      { command: "make", folder: "gone" },
    ] as const) {
      refuses(
        "app/other: Expected a source file or folder at gone, but found nothing there. " +
          "Paths count from the folder in which the synth runs; check the spelling.",
        (stack) => new LambdaFunction(stack, "other", props),
      );
    }
  });
});
