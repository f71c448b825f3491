import assert from "node:assert/strict";
import { packageOf, readWheel } from "../../packaging/python-wheel.ts";
import { elf } from "./elf.ts";
import { localWheel } from "./local-wheels.ts";

describe("readWheel", () => {
  const read = (files: Readonly<Record<string, string>>, requires: readonly string[] = []) => {
    const { name, bytes } = localWheel({ name: "kit", version: "1.0", files, requires });
    return readWheel(bytes, name, "x/requirements.txt");
  };

  it("gives name, version, needs and files, with licences and metadata", () => {
    const { name, version, requires, files } = read(
      { "kit/__init__.py": "1", "kit-1.0.dist-info/licenses/LICENSE": "Free" },
      ["urllib3 (>=2)", 'idna ; extra == "x"'],
    );
    assert.deepEqual([name, version, requires], ["kit", "1.0", ["urllib3 (>=2)", 'idna ; extra == "x"']]);
    assert.deepEqual(
      files.map(({ path }) => path),
      [
        "kit-1.0.dist-info/METADATA",
        "kit-1.0.dist-info/WHEEL",
        "kit-1.0.dist-info/licenses/LICENSE",
        "kit/__init__.py",
      ],
    );
  });

  it("leaves out what is made for one machine: scripts, compiled modules, notes of the installer", () => {
    const { files } = read({
      "kit/__pycache__/a.pyc": "1",
      "kit-1.0.data/scripts/kit": "#!python\n",
      "kit-1.0.data/headers/kit.h": "1",
      "kit-1.0.dist-info/INSTALLER": "pip",
      "kit-1.0.dist-info/REQUESTED": "",
      "kit-1.0.dist-info/direct_url.json": "{}",
    });
    assert.deepEqual(
      files.map(({ path }) => path),
      ["kit-1.0.dist-info/METADATA", "kit-1.0.dist-info/WHEEL"],
    );
  });

  it("lays data and programs where an install would", () => {
    const { files } = read({
      "kit-1.0.data/purelib/pure.py": "1",
      "kit-1.0.data/platlib/native.so": "1",
      "kit-1.0.data/data/share/kit.txt": "1",
      "kit-1.0.data/scripts/tool": elf("arm64")
        .toString("latin1")
        .replaceAll(/[\x80-\xff]/g, "?"),
    });
    assert.deepEqual(
      files.slice(0, 4).map(({ path, executable }) => [path, executable]),
      [
        ["share/kit.txt", false],
        ["native.so", false],
        ["pure.py", false],
        ["bin/tool", true],
      ],
    );
  });

  it("has a digest of its files' paths and contents, whatever their order", () => {
    const one = read({ "kit/a.py": "1", "kit/b.py": "2" });
    const digest = packageOf(one).sha256;
    assert.equal(packageOf({ ...one, files: [...one.files].reverse() }).sha256, digest);
    assert.notEqual(packageOf(read({ "kit/a.py": "2", "kit/b.py": "1" })).sha256, digest);
    assert.deepEqual(packageOf(one), { name: "kit", version: "1.0", sha256: digest });
  });

  it("refuses a wheel that is damaged", () => {
    assert.throws(
      () => readWheel(Buffer.from("no wheel"), "kit-1.0-py3-none-any.whl", "x/requirements.txt"),
      {
        name: "UserError",
        message:
          "x/requirements.txt: Expected the wheel kit-1.0-py3-none-any.whl to be one that can be unpacked, " +
          "but found this: Invalid zip: it is cut off or not a zip. Choose another version of the package.",
      },
    );
  });
});
