import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { createBuildContext } from "../../../packaging/build-context.ts";
import { recallArtifacts } from "../../../packaging/recall-artifacts.ts";
import { type TemporaryProject, temporaryProject } from "../temporary-project.ts";
import { CHANGES, FILES } from "./source-changes.ts";

describe("what was built before", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject(FILES);
    symlinkSync("../../targets/one.ts", project.path("functions/a/linked.ts"));
    mkdirSync(project.path("node_modules"), { recursive: true });
    symlinkSync("../packages/workspace", project.path("node_modules/workspace"));
  });
  afterEach(() => project.remove());

  const functions = () => ["a", "b", "c"].map((id) => project.fn(id));
  const build = () => project.build(functions(), [project.source("kit")]);

  /** The ids of what would have to be built. */
  function stale(): readonly string[] {
    const context = createBuildContext(project.root, {}, (line) => assert.fail(line));
    const recalled = recallArtifacts(
      context,
      project.request(functions(), [project.source("kit")]),
      new Map([["kit", [{ name: "kit", subpaths: false }]]]),
    );
    const ids = new Set(recalled.map(({ artifact }) => artifact.id));
    return ["a", "b", "c", "kit"].filter((id) => !ids.has(id));
  }

  for (const [what, change, expected] of CHANGES) {
    it(`is ${expected.length === 0 ? "all" : `not ${expected.join(" and ")}`} after a change of ${what}`, async () => {
      await build();
      change(project);
      assert.deepEqual(stale(), expected);
    });
  }

  it("is what the same build gives anew", async () => {
    const first = await build();
    assert.deepEqual(stale(), []);
    assert.deepEqual(await build(), first);
  });

  it("is still known when the sources come back to it", async () => {
    await build();
    project.write("functions/c/handler.ts", "export const handler = () => 2;");
    await build();
    project.write("functions/c/handler.ts", FILES["functions/c/handler.ts"]);
    assert.deepEqual(stale(), []);
  });

  it("is known for the eight latest states of the sources", async () => {
    for (let state = 1; state <= 9; state += 1) {
      project.write("functions/c/handler.ts", `export const handler = () => ${state};`);
      await project.build([project.fn("c")]);
    }
    await project.build([project.fn("a"), project.fn("b")], [project.source("kit")]);
    project.write("functions/c/handler.ts", "export const handler = () => 2;");
    assert.deepEqual(stale(), []);
    project.write("functions/c/handler.ts", "export const handler = () => 1;");
    assert.deepEqual(stale(), ["c"]);
  });
});
