import assert from "node:assert/strict";
import {
  layerLine,
  noEventLine,
  runLine,
  sameLine,
  synthLine,
  watchingLine,
} from "../../../cli/dev/dev-lines.ts";

describe("the lines of terraloom dev", () => {
  const result = { name: "crop", builtMs: 210, ranMs: 434, hasFailed: false, sinceSaveMs: 656 };

  it("say what is watched", () =>
    assert.equal(
      watchingLine(9, 1, "images-dev"),
      "Watching 9 functions and 1 layer of images-dev; save a file to build and run. Ctrl-C ends.",
    ));

  it("say what a run took", () =>
    assert.equal(runLine(result), "crop: built in 0.21 s, ran in 0.43 s; 0.66 s from save to result"));

  it("say that a function has failed", () =>
    assert.equal(
      runLine({ ...result, hasFailed: true }),
      "crop: built in 0.21 s, failed after 0.43 s; 0.66 s from save to result",
    ));

  it("leave out what did not happen", () =>
    assert.equal(runLine({ ...result, builtMs: undefined, sinceSaveMs: undefined }), "crop: ran in 0.43 s"));

  it("say where an event comes from", () =>
    assert.equal(
      noEventLine("crop", 200),
      'crop: built in 0.2 s; no event yet: run "terraloom invoke crop event.json" or "terraloom run" once',
    ));

  it("say that nothing is different", () =>
    assert.equal(sameLine("crop", 1000), "crop: built in 1 s; the same as before"));

  it("say what runs because of a layer", () => {
    const built = "kit (layer): built in 0.1 s";
    assert.equal(layerLine("kit", 100, ["crop", "filter"], 0), `${built}; runs crop, filter`);
    assert.equal(layerLine("kit", 100, ["crop"], 3), `${built}; runs crop, not 3 more`);
    assert.equal(layerLine("kit", 100, [], 0), `${built}; no function that uses it has an event yet`);
  });

  it("say what was synthesized for, and whether it made a difference", () => {
    assert.equal(synthLine(["main.ts"], 1310, true), "main.ts: synthesized in 1.31 s");
    assert.equal(
      synthLine(["a\u001b.ts", "b.ts", "c.ts"], 1310, false),
      "a\\u001b.ts and 2 more: synthesized in 1.31 s; nothing changed",
    );
  });
});
