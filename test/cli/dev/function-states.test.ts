import assert from "node:assert/strict";
import { functionStates } from "../../../cli/dev/function-states.ts";
import type { ManifestEntry } from "../../../packaging/manifest.ts";
import { functionEntry, sourceLayerEntry } from "./manifest-entry.ts";

describe("what functions run as", () => {
  const stackOf = (attributes: object) => {
    const type = "aws_lambda_function";
    const resources = [{ address: `${type}.greet`, type, attributes: { ...attributes } }];
    return { name: "app", folder: "", resources, outputs: {}, providers: {} };
  };
  const entries = (code: string, kit: string): readonly ManifestEntry[] => [
    functionEntry("greet", { sha256: code, layers: ["app/kit"] }),
    sourceLayerEntry("kit", { sha256: kit }),
  ];
  const state = (attributes: object, code: string, kit: string) =>
    functionStates(stackOf(attributes), entries(code, kit)).get("greet");
  const before = state({ timeout: 3 }, "a", "b");

  it("is the same for the same code, layers and declaration, whatever the synth's digest says", () =>
    assert.equal(state({ timeout: 3, source_code_hash: "c" }, "a", "b"), before));

  it("is another one for other code", () => assert.notEqual(state({ timeout: 3 }, "c", "b"), before));

  it("is another one for another layer", () => assert.notEqual(state({ timeout: 3 }, "a", "c"), before));

  it("is another one for another declaration", () =>
    assert.notEqual(state({ timeout: 4 }, "a", "b"), before));

  it("is told of functions only", () =>
    assert.deepEqual([...functionStates(stackOf({}), entries("a", "b")).keys()], ["greet"]));
});
