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

  const ready = (id: string) =>
    ({ kind: "ready", id, path: project.path("functions/a"), layers: [] }) as const;
  const command = (id: string, text: string) =>
    ({
      kind: "command",
      id,
      folder: project.path("functions/a"),
      command: text,
      architecture: "x64",
      layers: [],
    }) as const;

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

  it("counts functions that are not bundled in the same phase", async () => {
    const { progress, events } = recordingProgress();
    await buildArtifacts(project.request([project.fn("a"), ready("z"), ready("y")]), progress);
    assert.deepEqual(events.sort(), [
      "build ends",
      "build is at bundling a",
      "build is at reading y",
      "build is at reading z",
      "build is done with bundling a",
      "build is done with reading y",
      "build is done with reading z",
      "build starts with 3",
      "build: a",
      "build: y",
      "build: z",
    ]);
  });

  it("tells the errors of all that is not bundled, by id, whichever came first", async () => {
    const fast = command("c", "touch .failed; exit 3");
    const slow = command("b", "until [ -e .failed ]; do :; done; exit 2");
    for (const functions of [
      [fast, slow],
      [slow, fast],
    ]) {
      await assert.rejects(project.build(functions), {
        message: /found exit code 2[\s\S]*found exit code 3/,
      });
    }
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
