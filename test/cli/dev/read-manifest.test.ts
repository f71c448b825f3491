import assert from "node:assert/strict";
import { readManifest } from "../../../cli/dev/read-manifest.ts";

describe("the manifest of an app that is watched", () => {
  it("is refused where an app has built nothing", () =>
    assert.throws(() => readManifest("no-such-folder"), {
      name: "UserError",
      message:
        "no-such-folder/terraloom.manifest.json: Expected the manifest that the synth writes, " +
        "but found no file that can be read. Declare a LambdaFunction in the app.",
    }));
});
