import assert from "node:assert/strict";
import { manifestText } from "../../packaging/manifest.ts";
import { parseManifest } from "../../packaging/read-manifest.ts";
import { ENTRY } from "./manifest-entry.ts";

const TEXT = manifestText([ENTRY]);

describe("parseManifest", () => {
  it("reads what was written", () => {
    assert.deepEqual(parseManifest(TEXT), [ENTRY]);
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ["text that is no JSON", "{", "text that is no JSON"],
    ["another format", '{"format":2,"artifacts":[]}', "a problem with format (Invalid input: expected 1)"],
    [
      "no artifacts",
      '{"format":1}',
      "a problem with artifacts (Invalid input: expected array, received undefined)",
    ],
    [
      "a file outside of the stack's folder",
      TEXT.replace("assets/compress.zip", "assets/../../x.zip"),
      "a problem with artifacts.0.file (not a path inside the stack's folder)",
    ],
  ];
  for (const [what, text, found] of broken) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseManifest(text, "cdktf.out/terraloom.manifest.json"), {
        name: "UserError",
        message:
          `cdktf.out/terraloom.manifest.json: Expected a manifest of format 1, but found ${found}. ` +
          "Synthesize the app again.",
      });
    });
  }
});
