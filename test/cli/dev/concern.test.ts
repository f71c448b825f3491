import assert from "node:assert/strict";
import { concernOf } from "../../../cli/dev/concern.ts";
import { functionEntry, inputsAt, npmLayerEntry, sourceLayerEntry } from "./manifest-entry.ts";

describe("whom a saved file concerns", () => {
  const shared = "functions/shared/mark.ts";
  const entries = [
    functionEntry("greet", { inputs: inputsAt("functions/greet/handler.ts", shared) }),
    functionEntry("leave", { inputs: inputsAt("functions/leave/handler.ts", shared) }),
    functionEntry("other", { source: "functions/other/handler.py", options: { runtime: "python" } }),
    sourceLayerEntry("kit"),
    npmLayerEntry("sharp"),
  ];
  const concern = (...paths: readonly string[]) => {
    const { artifactIds, needsSynth } = concernOf(paths, entries);
    return needsSynth ? [...artifactIds, "synth"] : artifactIds;
  };

  it("is the function that is made from it", () =>
    assert.deepEqual(concern("functions/greet/handler.ts"), ["app/greet"]));

  it("is each function that is made from it", () =>
    assert.deepEqual(concern(shared), ["app/greet", "app/leave"]));

  it("is the layer that is made from it", () =>
    assert.deepEqual(concern("layers/kit/index.ts"), ["app/kit"]));

  it("is the synth for what says what a layer provides", () => {
    assert.deepEqual(concern("layers/kit/package.json"), ["synth"]);
    assert.deepEqual(concern("layers/sharp/package-lock.json"), ["synth"]);
  });

  it("is the synth for a function that is not bundled for Node.js", () =>
    assert.deepEqual(concern("functions/other/handler.py"), ["synth"]));

  it("is the synth for a source that nothing is made from, such as a new one", () =>
    assert.deepEqual(concern("main.ts", "functions/greet/handler.ts"), ["app/greet", "synth"]));

  it("is nobody for anything else", () => assert.deepEqual(concern("README.md", "test/greet.test.ts"), []));
});
