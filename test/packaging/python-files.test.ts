import assert from "node:assert/strict";
import { mergedFiles } from "../../packaging/python-files.ts";

describe("mergedFiles", () => {
  const distribution = (name: string, files: Readonly<Record<string, string>>) => ({
    name,
    version: "1",
    requires: [],
    files: Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  });

  it("lays packages beside each other and knows what belongs to which", () => {
    const { files, owners, told } = mergedFiles([
      distribution("google-a", { "google/a.py": "a", "google/__init__.py": "" }),
      distribution("google-b", { "google/b.py": "b", "google/__init__.py": "" }),
    ]);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["google/a.py", "google/__init__.py", "google/b.py"],
    );
    assert.deepEqual(owners, { google: "google-a 1 or google-b 1" });
    assert.deepEqual(told, []);
  });

  it("keeps the file of the first package and tells of those that it hides", () => {
    const { files, told } = mergedFiles([
      distribution("a", { "tests/x.py": "a" }),
      distribution("b", { "tests/x.py": "b", "tests/y.py": "b" }),
    ]);
    assert.deepEqual(
      files.map(({ path, bytes }) => [path, `${bytes}`]),
      [
        ["tests/x.py", "a"],
        ["tests/y.py", "b"],
      ],
    );
    assert.deepEqual(told, ["b 1 has 1 file that a package before it has, too: tests/x.py"]);
  });
});
