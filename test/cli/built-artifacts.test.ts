import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtArtifacts } from "../../cli/built-artifacts.ts";
import { functionOf } from "./artifact.ts";

describe("the artifacts of a synthesized app", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-cli-"));
    path = join(folder, "terraloom.manifest.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are read from the manifest, whatever else it says of them", () => {
    const artifacts = [{ ...functionOf("crop"), packages: { sdk: 1 } }];
    writeFileSync(path, JSON.stringify({ format: 9, artifacts }));
    assert.deepEqual(builtArtifacts(folder), [functionOf("crop")]);
  });

  it("cannot be told without a manifest", () => {
    assert.throws(() => builtArtifacts(folder), {
      name: "UserError",
      message:
        `${path}: Expected the manifest that the synth writes, but found no file that can be read. ` +
        "Declare a LambdaFunction or a LambdaLayer in the app.",
    });
  });

  for (const [what, text] of [
    ["no JSON", "{"],
    ["other JSON", '{"artifacts":[{"id":1}]}'],
  ] as const) {
    it(`cannot be told from a file that is ${what}`, () => {
      writeFileSync(path, text);
      assert.throws(() => builtArtifacts(folder), {
        name: "UserError",
        message:
          `${path}: Expected the manifest that the synth writes, but found something else. ` +
          "Synthesize the app again, with this version of terraloom.",
      });
    });
  }
});
