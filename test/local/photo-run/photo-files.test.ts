import assert from "node:assert/strict";
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { photoFiles } from "../../../local/photo-run/photo-files.ts";

describe("the files to run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-photos-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const path = (name: string) => join(folder, name);
  const write = (...names: readonly string[]) => {
    for (const name of names) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), name);
    }
  };
  /** Each file's path from the folder, and its name. */
  const files = (...names: readonly string[]) =>
    photoFiles(names.map(path)).map((file) => [relative(folder, file.path), file.name]);
  const refuses = (paths: readonly string[], message: string) =>
    assert.throws(() => photoFiles(paths), { name: "UserError", message });

  it("are those that are given, in that order, under their names", () => {
    write("b.jpg", "a.jpg");
    assert.deepEqual(files("b.jpg", "a.jpg"), [
      ["b.jpg", "b.jpg"],
      ["a.jpg", "a.jpg"],
    ]);
  });

  it("are all in a folder, sorted, whatever their kind", () => {
    write("trip/b.jpg", "trip/a.txt", "trip/c");
    assert.deepEqual(files("trip"), [
      ["trip/a.txt", "a.txt"],
      ["trip/b.jpg", "b.jpg"],
      ["trip/c", "c"],
    ]);
  });

  it("are those of a folder before those of the folders in it", () => {
    write("trip/a/cat.jpg", "trip/a/deep/dog.jpg", "trip/b.jpg", "trip/z.jpg");
    assert.deepEqual(files("trip"), [
      ["trip/b.jpg", "b.jpg"],
      ["trip/z.jpg", "z.jpg"],
      ["trip/a/cat.jpg", "cat.jpg"],
      ["trip/a/deep/dog.jpg", "dog.jpg"],
    ]);
  });

  it("are none that are hidden in a folder, except one that is given", () => {
    write("trip/.DS_Store", "trip/.thumbnails/a.jpg", "trip/a.jpg", ".hidden.jpg");
    assert.deepEqual(files("trip", ".hidden.jpg"), [
      ["trip/a.jpg", "a.jpg"],
      [".hidden.jpg", ".hidden.jpg"],
    ]);
  });

  it("are found behind links", () => {
    write("real/a.jpg");
    mkdirSync(path("trip"));
    symlinkSync(path("real"), path("trip/linked"));
    assert.deepEqual(files("trip"), [["trip/linked/a.jpg", "a.jpg"]]);
  });

  it("are found once where a folder has a link to itself", () => {
    write("trip/a.jpg");
    symlinkSync(path("trip"), path("trip/again"));
    assert.deepEqual(files("trip"), [["trip/a.jpg", "a.jpg"]]);
  });

  describe("have names of their own", () => {
    it("by a number before the extension", () => {
      write("a/cat.jpg", "b/cat.jpg", "c/cat.jpg");
      assert.deepEqual(files("a", "b", "c"), [
        ["a/cat.jpg", "cat.jpg"],
        ["b/cat.jpg", "cat-2.jpg"],
        ["c/cat.jpg", "cat-3.jpg"],
      ]);
    });

    it("by a number that no other file has in its name", () => {
      write("a/cat.jpg", "a/cat-2.jpg", "b/cat.jpg");
      assert.deepEqual(files("a", "b"), [
        ["a/cat-2.jpg", "cat-2.jpg"],
        ["a/cat.jpg", "cat.jpg"],
        ["b/cat.jpg", "cat-3.jpg"],
      ]);
    });

    it("without an extension too", () => {
      write("a/cat", "b/cat", "a/.cat", "b/.cat");
      assert.deepEqual(files("a/cat", "b/cat", "a/.cat", "b/.cat"), [
        ["a/cat", "cat"],
        ["b/cat", "cat-2"],
        ["a/.cat", ".cat"],
        ["b/.cat", ".cat-2"],
      ]);
    });

    it("that differ in more than upper and lower case", () => {
      write("a/Cat.JPG", "b/cat.jpg");
      assert.deepEqual(files("a", "b"), [
        ["a/Cat.JPG", "Cat.JPG"],
        ["b/cat.jpg", "cat-2.jpg"],
      ]);
    });

    it("that differ in more than how an accent is written", () => {
      write("a/caf\u00e9.jpg", "b/cafe\u0301.jpg");
      assert.deepEqual(files("a", "b"), [
        ["a/caf\u00e9.jpg", "caf\u00e9.jpg"],
        ["b/cafe\u0301.jpg", "cafe\u0301-2.jpg"],
      ]);
    });

    it("with the file in the upper folder keeping its own", () => {
      write("trip/a/cat.jpg", "trip/cat.jpg");
      assert.deepEqual(files("trip"), [
        ["trip/cat.jpg", "cat.jpg"],
        ["trip/a/cat.jpg", "cat-2.jpg"],
      ]);
    });

    it("but one name for a file that is given twice, however it is reached", () => {
      write("cat.jpg");
      symlinkSync(path("cat.jpg"), path("link.jpg"));
      assert.deepEqual(files("cat.jpg", "link.jpg", "cat.jpg"), [
        ["cat.jpg", "cat.jpg"],
        ["link.jpg", "cat.jpg"],
        ["cat.jpg", "cat.jpg"],
      ]);
    });

    it("and two names for two files with the same bytes", () => {
      write("a/cat.jpg");
      mkdirSync(path("b"));
      linkSync(path("a/cat.jpg"), path("b/cat.jpg"));
      assert.deepEqual(files("a", "b"), [
        ["a/cat.jpg", "cat.jpg"],
        ["b/cat.jpg", "cat-2.jpg"],
      ]);
    });
  });

  describe("are refused", () => {
    it("where a path leads nowhere", () => {
      write("cat.jpg");
      refuses(
        [path("cat.jpg"), path("dog.jpg")],
        `${path("dog.jpg")}: Expected a file or folder that can be read, but found nothing there. Check the spelling.`,
      );
    });

    it("where a path goes on below a file", () => {
      write("cat.jpg");
      refuses(
        [path("cat.jpg/dog.jpg")],
        `${path("cat.jpg/dog.jpg")}: Expected a file or folder that can be read, but found nothing there. ` +
          "Check the spelling.",
      );
    });

    it("where a link leads in a circle", () => {
      symlinkSync(path("b.jpg"), path("a.jpg"));
      symlinkSync(path("a.jpg"), path("b.jpg"));
      refuses(
        [path("a.jpg")],
        `${path("a.jpg")}: Expected a file or folder that can be read, but found ELOOP. ` +
          "Give yourself permission, or leave it out.",
      );
    });

    it("where there is no file in a folder", () => {
      mkdirSync(path("trip"));
      write("hidden/.a.jpg");
      refuses(
        [path("trip"), path("hidden")],
        `${path("trip")}, ${path("hidden")}: Expected at least one file, but found none. ` +
          "Name a photo, or a folder that holds one.",
      );
    });

    it("where there is neither a file nor a folder", () => {
      refuses(
        ["/dev/null"],
        "/dev/null: Expected a file or folder that can be read, but found neither of them. Leave it out.",
      );
    });

    it("but not for what only lies in a folder: that is a file with a problem", () => {
      write("trip/cat.jpg");
      symlinkSync("gone.jpg", path("trip/link.jpg"));
      assert.deepEqual(photoFiles([path("trip")]), [
        { path: path("trip/cat.jpg"), name: "cat.jpg" },
        { path: path("trip/link.jpg"), name: "link.jpg", problem: "nothing there" },
      ]);
    });

    for (const closed of ["trip/cat.jpg", "trip"]) {
      it(`where there is no permission to read ${closed}`, function () {
        write("trip/cat.jpg");
        chmodSync(path("."), 0o755);
        chmodSync(path(closed), 0o000);
        const isTried = withoutPrivileges(() =>
          refuses(
            [path(closed)],
            `${path(closed)}: Expected a file or folder that can be read, but found no permission to read it. ` +
              "Give yourself permission, or leave it out.",
          ),
        );
        chmodSync(path(closed), 0o700); // so that it can be removed
        if (!isTried) this.skip();
      });
    }
  });
});

/** The user "nobody" of Linux and the BSDs. */
const NOBODY = 65_534;

/** Does work that root could do; false where root cannot be another user, as in some containers. */
function withoutPrivileges(work: () => void): boolean {
  if (process.geteuid?.() !== 0) {
    work();
    return true;
  }
  try {
    process.seteuid?.(NOBODY);
  } catch {
    return false;
  }
  try {
    work();
  } finally {
    process.seteuid?.(0);
  }
  return true;
}
