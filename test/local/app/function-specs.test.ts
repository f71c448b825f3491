import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { functionSpecs } from "../../../local/app/function-specs.ts";
import { type Progress, SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { type Declarations, resolvedStack } from "../synthesized/declared-stack.ts";
import { functionArn } from "./callable-functions.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "./synthesized-folder.ts";

describe("the functions of a stack", () => {
  let folder: SynthesizedFolder;
  beforeEach(() => {
    folder = createSynthesizedFolder();
  });
  afterEach(() => folder.remove());

  const specsOf = (declarations: Declarations, progress: Progress = SILENT_PROGRESS) =>
    functionSpecs(resolvedStack(declarations), { ...folder, progress });
  const crop = (more: object = {}) => ({
    "aws_lambda_function.crop": {
      function_name: "images-crop",
      handler: "index.handler",
      filename: folder.writeZip("crop", { "index.js": "exports.handler = 1;" }),
      ...more,
    },
  });

  it("have Lambda's defaults where the stack says nothing", async () => {
    const specs = await specsOf(crop());
    assert.deepEqual(
      [...specs],
      [
        [
          functionArn("images-crop"),
          {
            name: "images-crop",
            arn: functionArn("images-crop"),
            runtime: "nodejs22.x",
            taskRoot: join(folder.workFolder, "aws_lambda_function.crop"),
            layerRoots: [],
            handler: "index.handler",
            timeoutSeconds: 3,
            memoryMb: 128,
            environment: {},
          },
        ],
      ],
    );
  });

  it("have what the stack says", async () => {
    const environment = { variables: { BUCKET: "${aws_s3_bucket.photos.bucket}" } };
    const specs = await specsOf({
      "aws_s3_bucket.photos": { bucket: "images-photos" },
      ...crop({ timeout: 30, memory_size: 1024, environment }),
    });
    const { timeoutSeconds, memoryMb, environment: variables } = specs.get(functionArn("images-crop")) ?? {};
    assert.deepEqual([timeoutSeconds, memoryMb, variables], [30, 1024, { BUCKET: "images-photos" }]);
  });

  it("have their variables from a list of one block too", async () => {
    const specs = await specsOf(crop({ environment: [{ variables: { BUCKET: "images-photos" } }] }));
    assert.deepEqual(specs.get(functionArn("images-crop"))?.environment, { BUCKET: "images-photos" });
  });

  for (const [declared, expected] of [
    [5, 5],
    [0, 0],
    [-1, undefined],
  ] as const) {
    it(`have a reserved concurrency of ${expected ?? "no limit"} where the stack says ${declared}`, async () => {
      const specs = await specsOf(crop({ reserved_concurrent_executions: declared }));
      assert.equal(specs.get(functionArn("images-crop"))?.reservedConcurrency, expected);
    });
  }

  for (const [declared, expected] of [
    [{ size: 1024 }, 1024],
    [[{ size: 2048 }], 2048],
    [undefined, undefined],
  ] as const) {
    it(`have ${expected ?? "no"} MB for temporary files where the stack says ${JSON.stringify(declared)}`, async () => {
      const specs = await specsOf(crop({ ephemeral_storage: declared }));
      assert.equal(specs.get(functionArn("images-crop"))?.ephemeralStorageMb, expected);
    });
  }

  for (const [declared, expected] of [
    [{ log_format: "JSON", log_group: "crop" }, ["JSON", undefined, undefined]],
    [
      [{ log_format: "JSON", system_log_level: "WARN", application_log_level: "DEBUG" }],
      ["JSON", "WARN", "DEBUG"],
    ],
    [{ log_format: "Text" }, [undefined, undefined, undefined]],
  ] as const) {
    it(`log as ${JSON.stringify(declared)} says`, async () => {
      const specs = await specsOf(crop({ logging_config: declared }));
      const { logFormat, systemLogLevel, applicationLogLevel } = specs.get(functionArn("images-crop")) ?? {};
      assert.deepEqual([logFormat, systemLogLevel, applicationLogLevel], expected);
    });
  }

  it("are unpacked from their zips, with folders and what may be executed", async () => {
    const filename = folder.writeZip("tools", { "index.js": "1", "bin/tool": "#!/bin/sh" }, ["bin/tool"]);
    const specs = await specsOf(crop({ filename }));
    const taskRoot = specs.get(functionArn("images-crop"))?.taskRoot ?? "";
    assert.equal(readFileSync(join(taskRoot, "bin/tool"), "utf8"), "#!/bin/sh");
    assert.equal(statSync(join(taskRoot, "bin/tool")).mode & 0o111, 0o111);
    assert.equal(statSync(join(taskRoot, "index.js")).mode & 0o111, 0);
  });

  it("are found by the ARN of an alias too, as the version that it stands for", async () => {
    const specs = await specsOf({
      ...crop(),
      "aws_lambda_alias.crop": {
        function_name: "${aws_lambda_function.crop.function_name}",
        name: "live",
        function_version: "${aws_lambda_function.crop.version}",
      },
    });
    const arns = [...specs.keys()];
    assert.deepEqual(arns, [functionArn("images-crop"), functionArn("images-crop:live")]);
    assert.deepEqual(specs.get(functionArn("images-crop:live")), {
      ...specs.get(functionArn("images-crop")),
      invokedArn: functionArn("images-crop:live"),
      version: "1",
    });
  });

  it("have their layers unpacked, in their own order, and none that is not the stack's", async () => {
    const layer = (name: string) => ({
      layer_name: name,
      filename: folder.writeZip(name, { "nodejs/node_modules/kit/index.js": `exports.name = "${name}";` }),
    });
    const specs = await specsOf({
      "aws_lambda_layer_version.a": layer("a"),
      "aws_lambda_layer_version.b": layer("b"),
      ...crop({
        layers: [
          "${aws_lambda_layer_version.b.arn}",
          "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53",
          "${aws_lambda_layer_version.a.arn}",
        ],
      }),
    });
    const layerRoots = specs.get(functionArn("images-crop"))?.layerRoots ?? [];
    assert.deepEqual(
      layerRoots.map((root) => readFileSync(join(root, "nodejs/node_modules/kit/index.js"), "utf8")),
      ['exports.name = "b";', 'exports.name = "a";'],
    );
  });

  it("for Python know where the packages for this machine are kept", async () => {
    const filename = folder.writeZip("hello", { "app.py": "", "requirements.txt": "six==1.17.0" });
    const specs = await specsOf(crop({ filename, runtime: "python3.13", handler: "app.handler" }));
    const { runtime, taskRoot, packageCache } = specs.get(functionArn("images-crop")) ?? {};
    assert.deepEqual([runtime, packageCache], ["python3.13", folder.cacheFolder]);
    assert.equal(readFileSync(join(taskRoot ?? "", "requirements.txt"), "utf8"), "six==1.17.0");
  });

  it("for other runtimes are there, but not unpacked", async () => {
    const specs = await specsOf({
      "aws_lambda_function.report": {
        function_name: "report",
        runtime: "java21",
        filename: "assets/gone.jar",
      },
      "aws_lambda_function.scan": { function_name: "scan", package_type: "Image", image_uri: "scan:1" },
    });
    assert.deepEqual(
      [...specs.values()].map(({ name, runtime }) => [name, runtime]),
      [
        ["report", "java21"],
        ["scan", "container image"],
      ],
    );
    assert.deepEqual(readdirSync(folder.workFolder), []);
  });

  it("refuse a function whose zip is gone, and one without a zip", async () => {
    const advice = "Run the synth again; the local run knows functions and layers from zips only.";
    const refusal = (found: string) => ({
      name: "UserError",
      message: `aws_lambda_function.crop: Expected a zip in the folder of the stack, but found ${found}. ${advice}`,
    });
    const gone = specsOf(crop({ filename: "assets/gone.zip" }));
    await assert.rejects(gone, refusal("nothing at assets/gone.zip"));
    await assert.rejects(specsOf(crop({ filename: undefined })), refusal("none"));
  });

  it("report each layer", async () => {
    const reported: string[] = [];
    await specsOf(
      {
        "aws_lambda_layer_version.kit": {
          layer_name: "kit",
          filename: folder.writeZip("kit", { "nodejs/index.js": "" }),
        },
      },
      {
        phase: (name, total) => {
          reported.push(`${name} of ${total}`);
          return {
            begin: () => () => {},
            tick: (label = "") => reported.push(label),
            end: () => reported.push("end"),
          };
        },
      },
    );
    assert.deepEqual(reported, ["layers of 1", "aws_lambda_layer_version.kit", "end"]);
  });
});
