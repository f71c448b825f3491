import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProjectWatch, type SavedFiles, watchProject } from "../../../cli/dev/watch-project.ts";

describe("the watch of a project", () => {
  let parent: string;
  let watch: ProjectWatch;
  let told: SavedFiles[];
  let wake: () => void;
  const path = (name: string) => join(parent, "project", name);
  const write = (name: string, text: string) => writeFileSync(path(name), text);
  /** What is told next. */
  const saved = async (): Promise<readonly string[]> => {
    while (told.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return told.shift()?.paths ?? [];
  };

  beforeEach(async () => {
    parent = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-watch-")));
    mkdirSync(path("functions"), { recursive: true });
    write("functions/a.ts", "1");
    writeFileSync(join(parent, "outside.ts"), "1");
    told = [];
    wake = () => {};
    watch = await watchProject(path(""), {
      isWatched: (name) => !name.startsWith("out"),
      onSave: (files) => {
        told.push(files);
        wake();
      },
      onError: (error) => assert.fail(error),
    });
  });
  afterEach(async () => {
    await watch.close();
    rmSync(parent, { recursive: true });
  });

  it("tells of a save, and when it was", async () => {
    const before = Date.now();
    write("functions/a.ts", "2");
    while (told.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const [{ paths, savedAt } = { paths: [], savedAt: 0 }] = told;
    assert.deepEqual(paths, ["functions/a.ts"]);
    assert.ok(savedAt >= before - 10 && savedAt <= Date.now(), `${before} ${savedAt}`);
  });

  it("tells of every save by rename, and of the file alone", async () => {
    for (const text of ["2", "3", "4"]) {
      write("functions/a.ts.tmp", text);
      renameSync(path("functions/a.ts.tmp"), path("functions/a.ts"));
      assert.deepEqual(await saved(), ["functions/a.ts"]);
    }
  });

  it("tells of several files that are saved together once", async () => {
    write("functions/a.ts", "");
    write("b.ts", "1");
    write("functions/a.ts", "2");
    assert.deepEqual(await saved(), ["b.ts", "functions/a.ts"]);
    assert.deepEqual(told, []);
  });

  it("tells of new files in new folders, and of deleted ones", async () => {
    mkdirSync(path("layers/kit"), { recursive: true });
    write("layers/kit/index.ts", "1");
    assert.deepEqual(await saved(), ["layers/kit/index.ts"]);
    rmSync(path("layers"), { recursive: true });
    assert.deepEqual(await saved(), ["layers/kit/index.ts"]);
  });

  it("tells nothing of the same content, and of what is not watched", async () => {
    write("functions/a.ts", "1");
    write("out.ts", "2");
    write("last.ts", "1");
    assert.deepEqual(await saved(), ["last.ts"]);
  });

  it("tells of files outside that it is asked to watch", async () => {
    watch.alsoWatch(["../outside.ts"]);
    write("before.ts", "1"); // once that is told, the other is watched as well
    assert.deepEqual(await saved(), ["before.ts"]);
    writeFileSync(join(parent, "outside.ts"), "2");
    assert.deepEqual(await saved(), ["../outside.ts"]);
  });
});
