import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { functionSpecs } from "../../../local/app/function-specs.ts";
import { replaceZip } from "../../../local/app/replace-zip.ts";
import type { LambdaRuntime, LambdaSpec } from "../../../local/lambda/lambda-runtime.ts";
import { zipFiles } from "../../../packaging/zip.ts";
import { SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "./synthesized-folder.ts";

describe("another zip in the place of one", () => {
  let folder: SynthesizedFolder;
  let retired: LambdaSpec[];
  let specs: Map<string, LambdaSpec>;
  let replace: (file: string) => Promise<void>;

  beforeEach(async () => {
    folder = createSynthesizedFolder();
    const zip = folder.writeZip("code", { "index.js": "" });
    const kit = folder.writeZip("layer-kit", { "nodejs/node_modules/kit/index.js": "" });
    const kit2 = folder.writeZip("layer-kit2", { "nodejs/node_modules/kit2/index.js": "" });
    const stack = resolvedStack({
      "aws_lambda_layer_version.kit": { layer_name: "kit", filename: kit },
      "aws_lambda_layer_version.kit2": { layer_name: "kit2", filename: kit2 },
      "aws_lambda_function.greet": {
        function_name: "greet",
        filename: zip,
        layers: ["${aws_lambda_layer_version.kit.arn}", "${aws_lambda_layer_version.kit2.arn}"],
      },
      "aws_lambda_function.leave": {
        function_name: "leave",
        filename: folder.writeZip("leave", { "index.js": "" }),
      },
    });
    specs = await functionSpecs(stack, { ...folder, progress: SILENT_PROGRESS });
    retired = [];
    const runtime: Pick<LambdaRuntime, "retire"> = { retire: async (spec) => void retired.push(spec) };
    const other = zipFiles([{ path: "new.txt", bytes: Buffer.from("new") }]);
    replace = (file) => replaceZip({ stack, specs, runtime, workFolder: folder.workFolder }, file, other);
  });
  afterEach(() => folder.remove());

  const specOf = (name: string) => [...specs.values()].find((spec) => spec.name === name) ?? assert.fail();

  it("is the function's, whose processes with the old one are retired", async () => {
    const [greet, leave] = [specOf("greet"), specOf("leave")];
    await replace("assets/code.zip");
    assert.ok(existsSync(join(specOf("greet").taskRoot, "new.txt")));
    assert.equal(existsSync(greet.taskRoot), false);
    assert.deepEqual([retired, specOf("leave")], [[greet], leave]);
  });

  it("is the layer's in each function that uses it, and no other layer's", async () => {
    const greet = specOf("greet");
    await replace("assets/layer-kit.zip");
    await replace("assets/layer-kit.zip");
    const [kit = "", kit2] = specOf("greet").layerRoots;
    assert.ok(existsSync(join(kit, "new.txt")));
    assert.equal(existsSync(greet.layerRoots[0] ?? ""), false);
    assert.deepEqual([specOf("greet").taskRoot, kit2], [greet.taskRoot, greet.layerRoots[1]]);
    assert.equal(retired.length, 2);
  });

  it("changes nothing where no function and no layer has it", async () => {
    await replace("assets/other.zip");
    assert.deepEqual(retired, []);
  });
});
