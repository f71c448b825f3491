import assert from "node:assert/strict";
import { buildArtifacts } from "../../packaging/build.ts";
import type { Progress } from "../../reporting/progress-bar.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

function recordingProgress(): { readonly progress: Progress; readonly events: string[] } {
  const events: string[] = [];
  const progress: Progress = {
    phase(name, total) {
      events.push(`${name} starts with ${total}`);
      return {
        begin(label) {
          events.push(`${name} is at ${label}`);
          return () => events.push(`${name} is done with ${label}`);
        },
        tick: (label) => events.push(`${name}: ${label}`),
        end: () => events.push(`${name} ends`),
      };
    },
  };
  return { progress, events };
}

describe("buildArtifacts", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({
      "functions/a/handler.ts": "export const handler = () => 1;",
      "functions/b/handler.ts": "export const handler = ;",
      "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
      "layers/kit/index.ts": "export const kit = 1;",
    });
  });
  afterEach(() => project.remove());

  it("reports a phase for functions and one for layers, what they are at, and a tick for each of them", async () => {
    const { progress, events } = recordingProgress();
    await buildArtifacts(project.request([project.fn("a")], [project.source("kit")]), progress);
    assert.deepEqual(events.sort(), [
      "build ends",
      "build is at bundling a",
      "build is done with bundling a",
      "build starts with 1",
      "build: a",
      "layers ends",
      "layers is at bundling kit",
      "layers is done with bundling kit",
      "layers starts with 1",
      "layers: kit",
    ]);
  });

  it("ends its phases when the sources do not allow the build", async () => {
    const { progress, events } = recordingProgress();
    await assert.rejects(buildArtifacts(project.request([project.fn("b")], []), progress));
    assert.deepEqual(events, [
      "build starts with 1",
      "build is at bundling b",
      "build is done with bundling b",
      "build ends",
    ]);
  });

  it("gives two functions with one entry an artifact each, of the same bytes", async () => {
    const { entry } = project.fn("a");
    const artifacts = await project.build([
      { kind: "node", id: "second", entry, layers: [] },
      { kind: "node", id: "first", entry, layers: [] },
    ]);
    assert.deepEqual(
      artifacts.map(({ id }) => id),
      ["first", "second"],
    );
    assert.equal(artifacts[0]?.sha256, artifacts[1]?.sha256);
  });
});
