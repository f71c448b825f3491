import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readStack } from "../../../local/synthesized/synthesized-stack.ts";

describe("reading a synthesized stack", () => {
  let outFolder: string;
  beforeEach(() => {
    outFolder = mkdtempSync(join(tmpdir(), "terraloom-out-"));
  });
  afterEach(() => rmSync(outFolder, { recursive: true }));

  const write = (file: string, content: unknown) => {
    const path = join(outFolder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const writeStacks = (...names: readonly string[]) => {
    const stacks = names.map((name) => [name, { name, workingDirectory: `stacks/${name}` }]);
    write("manifest.json", { version: "0.21.0", stacks: Object.fromEntries(stacks) });
    for (const name of names)
      write(`stacks/${name}/cdk.tf.json`, { resource: { aws_sqs_queue: { [name]: {} } } });
  };
  const refuses = (message: string, name?: string) =>
    assert.throws(() => readStack(outFolder, name), { name: "UserError", message });

  it("takes the app's first stack where no name is given", () => {
    writeStacks("images-dev", "images-prod");
    const { name, folder, resources } = readStack(outFolder);
    assert.equal(name, "images-dev");
    assert.equal(folder, join(outFolder, "stacks/images-dev"));
    assert.deepEqual(
      resources.map(({ address }) => address),
      ["aws_sqs_queue.images-dev"],
    );
  });

  it("takes a stack by its name", () => {
    writeStacks("images-dev", "images-prod");
    const { name, folder } = readStack(outFolder, "images-prod");
    assert.equal(name, "images-prod");
    assert.equal(folder, join(outFolder, "stacks/images-prod"));
  });

  it("gives resources, data sources, outputs and providers as they stand there", () => {
    writeStacks("app");
    write("stacks/app/cdk.tf.json", {
      terraform: { backend: {} },
      provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
      data: { aws_region: { current: {} } },
      resource: { aws_sqs_queue: { digest: { name: "digest" }, dead: { name: "${local.dead}" } } },
      output: { queue: { value: "${aws_sqs_queue.digest.url}", description: "Where to look" } },
    });
    assert.deepEqual(readStack(outFolder), {
      name: "app",
      folder: join(outFolder, "stacks/app"),
      resources: [
        { address: "aws_sqs_queue.digest", type: "aws_sqs_queue", attributes: { name: "digest" } },
        { address: "aws_sqs_queue.dead", type: "aws_sqs_queue", attributes: { name: "${local.dead}" } },
        { address: "data.aws_region.current", type: "data.aws_region", attributes: {} },
      ],
      outputs: { queue: "${aws_sqs_queue.digest.url}" },
      providers: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
    });
  });

  it("gives nothing for a stack that declares nothing", () => {
    writeStacks("app");
    write("stacks/app/cdk.tf.json", {});
    const { resources, outputs, providers } = readStack(outFolder);
    assert.deepEqual({ resources, outputs, providers }, { resources: [], outputs: {}, providers: {} });
  });

  it("refuses a name that no stack has", () => {
    writeStacks("images-dev", "images-prod");
    refuses(
      `${outFolder}: Expected a stack "images", but found images-dev, images-prod. ` +
        "Choose one of them with --stack, or declare it in the app.",
      "images",
    );
  });

  it("refuses a name that every JavaScript object has", () => {
    writeStacks("images-dev");
    refuses(
      `${outFolder}: Expected a stack "constructor", but found images-dev. ` +
        "Choose one of them with --stack, or declare it in the app.",
      "constructor",
    );
  });

  it("refuses an app without a stack", () => {
    writeStacks();
    refuses(
      `${outFolder}: Expected at least one stack, but found none. ` +
        "Choose one of them with --stack, or declare it in the app.",
    );
  });

  it("refuses a folder into which nothing was synthesized", () => {
    refuses(
      `${join(outFolder, "manifest.json")}: Expected the output of a synth, but found nothing there. ` +
        "Run the synth again: npx tsx main.ts",
    );
  });

  it("refuses a manifest that is no JSON", () => {
    const path = write("manifest.json", "stacks:");
    refuses(
      `${path}: Expected the output of a synth, but found something else. ` +
        "Run the synth again: npx tsx main.ts",
    );
  });

  it("refuses a manifest of another kind", () => {
    const path = write("manifest.json", { packages: [] });
    refuses(
      `${path}: Expected the output of a synth, but found something else. ` +
        "Run the synth again: npx tsx main.ts",
    );
  });

  it("refuses a stack whose Terraform JSON is not there", () => {
    writeStacks("app");
    rmSync(join(outFolder, "stacks/app/cdk.tf.json"));
    refuses(
      `${join(outFolder, "stacks/app/cdk.tf.json")}: Expected the output of a synth, but found nothing there. ` +
        "Run the synth again: npx tsx main.ts",
    );
  });
});
