import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { folderFiles } from "../../packaging/folder-files.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("folderFiles", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({
      "code/b.txt": "b",
      "code/a/z.txt": "z",
      "code/a.txt": "a",
      "code/.hidden/x": "x",
      "outside.txt": "o",
    });
  });
  afterEach(() => project.remove());

  const list = (isLeftOut?: (name: string) => boolean) =>
    folderFiles({ folder: project.path("code"), shown: "code", ...(isLeftOut && { isLeftOut }) });
  const paths = () => list().map(({ path }) => path);
  const refuses = (message: string) => assert.throws(list, { name: "UserError", message });
  const advice = "Remove it, or put what it stands for there.";

  it("lists all files by path, with the executable ones", () => {
    chmodSync(project.path("code/b.txt"), 0o755);
    chmodSync(project.path("code/a.txt"), 0o600);
    assert.deepEqual(list(), [
      { path: ".hidden/x", executable: false },
      { path: "a.txt", executable: false },
      { path: "a/z.txt", executable: false },
      { path: "b.txt", executable: true },
    ]);
  });

  it("leaves out files and folders by name", () => {
    const left = list((name) => name.startsWith(".") || name === "a");
    assert.deepEqual(
      left.map(({ path }) => path),
      ["a.txt", "b.txt"],
    );
  });

  it("follows links to files and folders inside, also where the folder itself is a link", () => {
    symlinkSync("a/z.txt", project.path("code/link.txt"));
    symlinkSync("a", project.path("code/linked"));
    assert.deepEqual(paths(), [".hidden/x", "a.txt", "a/z.txt", "b.txt", "link.txt", "linked/z.txt"]);
    symlinkSync("code", project.path("alias"));
    assert.deepEqual(
      folderFiles({ folder: project.path("alias"), shown: "alias" }).map(({ path }) => path),
      paths(),
    );
  });

  it("refuses a link that leaves the folder", () => {
    symlinkSync("../outside.txt", project.path("code/out"));
    refuses(
      "code/out: Expected files and folders, and links that stay in the folder, but found a link that leaves it. " +
        advice,
    );
  });

  it("refuses a link that leads nowhere, or to itself", () => {
    symlinkSync("gone", project.path("code/nowhere"));
    const message = (path: string) =>
      `${path}: Expected files and folders, and links that stay in the folder, but found a link that leads nowhere. ${advice}`;
    refuses(message("code/nowhere"));
    mkdirSync(project.path("other"));
    symlinkSync("self", project.path("other/self"));
    assert.throws(() => folderFiles({ folder: project.path("other"), shown: "other" }), {
      message: message("other/self"),
    });
  });

  it("refuses a link to a folder that it lies in", () => {
    symlinkSync("..", project.path("code/a/up"));
    refuses(
      "code/a/up: Expected files and folders, and links that stay in the folder, " +
        `but found a link to a folder that it lies in. ${advice}`,
    );
  });
});
