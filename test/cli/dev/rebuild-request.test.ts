import assert from "node:assert/strict";
import { rebuildRequest } from "../../../cli/dev/rebuild-request.ts";
import { functionEntry, npmLayerEntry, sourceLayerEntry } from "./manifest-entry.ts";

describe("the request to build a part of an app", () => {
  const entries = [
    functionEntry("greet", { layers: ["app/kit"] }),
    functionEntry("leave"),
    functionEntry("other", { layers: ["app/kit"], options: { runtime: "python" } }),
    sourceLayerEntry("kit", { layers: ["app/sharp"] }),
    npmLayerEntry("sharp"),
    npmLayerEntry("unused"),
  ];
  const greet = {
    kind: "node",
    id: "app/greet",
    entry: "/app/functions/greet/handler.ts",
    layers: ["app/kit"],
  };
  const kit = { kind: "source", id: "app/kit", folder: "/app/layers/kit", layers: ["app/sharp"] };
  const sharp = { kind: "npm", id: "app/sharp", folder: "/app/layers/sharp", architecture: "arm64" };

  it("has a function with all layers that its bundle depends on", () => {
    assert.deepEqual(rebuildRequest("/app", entries, ["app/greet"]), {
      projectRoot: "/app",
      functions: [greet],
      layers: [kit, sharp],
    });
  });

  it("has no layers for a function without any", () => {
    assert.deepEqual(rebuildRequest("/app", entries, ["app/leave"]), {
      projectRoot: "/app",
      functions: [{ kind: "node", id: "app/leave", entry: "/app/functions/leave/handler.ts", layers: [] }],
      layers: [],
    });
  });

  it("has the functions that use a layer of shared code, if they are bundled", () => {
    assert.deepEqual(rebuildRequest("/app", entries, ["app/kit"]), {
      projectRoot: "/app",
      functions: [greet],
      layers: [kit, sharp],
    });
  });
});
