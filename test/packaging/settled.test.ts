import assert from "node:assert/strict";
import { readFileSync, utimesSync } from "node:fs";
import { type BuildContext, createBuildContext } from "../../packaging/build-context.ts";
import { settled } from "../../packaging/settled.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("settled", () => {
  let project: TemporaryProject;
  let context: BuildContext;
  let attempts: number;
  beforeEach(() => {
    project = temporaryProject({ "a.ts": "0" });
    const opened = createBuildContext(project.root, {}, (line) => project.reported.push(line));
    // As if the build had begun long after the files were written.
    const tree = { ...opened.tree, openedAt: Date.now() + 60_000 };
    context = { ...opened, tree: { ...tree, reopen: () => opened.tree.reopen() } };
    attempts = 0;
  });
  afterEach(() => project.remove());

  /** Reads a file; what `meanwhile` does happens after that, before the bundle is done. */
  function bundle(around: BuildContext, meanwhile: (attempt: number) => void = () => {}): Promise<string> {
    attempts += 1;
    const text = readFileSync(project.path("a.ts"), "utf8");
    meanwhile(attempts);
    around.report(`Attempt ${attempts}.`);
    return Promise.resolve(text);
  }

  /** The build has begun before now, so that whatever is written from now on is written meanwhile. */
  function begun(): BuildContext {
    return createBuildContext(project.root, {}, (line) => project.reported.push(line));
  }

  it("bundles once when nothing changes", async () => {
    assert.equal(await settled(context, bundle, () => ["a.ts"]), "0");
    assert.deepEqual(project.reported, ["Attempt 1."]);
  });

  it("bundles again when a file has changed meanwhile, and tells of that attempt alone", async () => {
    const change = (attempt: number) => attempt === 1 && project.write("a.ts", "1");
    const made = await settled(
      begun(),
      (around) => bundle(around, change),
      () => ["a.ts"],
    );
    assert.equal(made, "1");
    assert.deepEqual(project.reported, ["Attempt 2."]);
  });

  it("sees a change that hides behind an old time stamp", async () => {
    const change = (attempt: number) => {
      if (attempt > 1) return;
      project.write("a.ts", "1");
      utimesSync(project.path("a.ts"), 1, 1);
    };
    const made = await settled(
      begun(),
      (around) => bundle(around, change),
      () => ["a.ts"],
    );
    assert.equal(made, "1");
  });

  it("gives up when a file changes again", async () => {
    const made = settled(
      begun(),
      (around) => bundle(around, (attempt) => project.write("a.ts", String(attempt))),
      () => ["a.ts"],
    );
    await assert.rejects(made, {
      name: "UserError",
      message:
        "a.ts: Expected a file that stays as it is while it is built, but found that it changed twice. " +
        "Stop what writes it and build again.",
    });
    assert.equal(attempts, 2);
  });
});
