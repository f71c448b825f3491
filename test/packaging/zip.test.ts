import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { sha256 } from "../../packaging/sha256.ts";
import { readZip } from "../../packaging/unzip.ts";
import { zipFiles } from "../../packaging/zip.ts";

const text = (value: string): Uint8Array => Buffer.from(value, "utf8");

describe("zipFiles", () => {
  it("gives the very same bytes for the same files on every machine", () => {
    const zip = zipFiles([
      { path: "index.js", bytes: text("exports.handler = () => 1;".repeat(20)) },
      { path: "bin/run", bytes: text("#!/bin/sh\n"), executable: true },
    ]);
    assert.equal(sha256(zip), "b97eba823a44bb03d0df239ae8b5f356f97d5c0a1cde7997bc78603d09c08388");
  });

  it("sorts by the bytes of the path, whatever the order of the files", () => {
    const files = ["b", "a/c", "a-b", "ü", "Z"].map((path) => ({ path, bytes: text(path) }));
    const zip = zipFiles(files);
    assert.deepEqual(
      readZip(zip).map(({ path }) => path),
      ["Z", "a-b", "a/c", "b", "ü"],
    );
    assert.deepEqual(zipFiles([...files].reverse()), zip);
  });

  it("stores what deflate would not make smaller", () => {
    const zip = Buffer.from(zipFiles([{ path: "a", bytes: text("abc") }]));
    assert.equal(zip.readUInt16LE(8), 0);
    assert.equal(Buffer.from(zipFiles([{ path: "a", bytes: text("a".repeat(99)) }])).readUInt16LE(8), 8);
  });

  it("is read by Python's zipfile with its modes, its date and its names in UTF-8", function () {
    const zip = zipFiles([
      { path: "größe.txt", bytes: text("x".repeat(100)) },
      { path: "bin/run", bytes: text("#!/bin/sh\n"), executable: true },
    ]);
    const script = [
      "import io, sys, zipfile",
      "z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))",
      "print(z.testzip(), [(i.filename, oct(i.external_attr >> 16), i.date_time, i.file_size) for i in z.infolist()])",
    ].join("\n");
    let output: string;
    try {
      output = execFileSync("python3", ["-c", script], {
        input: zip,
        encoding: "utf8",
        env: { ...process.env, PYTHONIOENCODING: "utf-8" },
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return this.skip();
      throw error;
    }
    assert.equal(
      output,
      "None [('bin/run', '0o100755', (1980, 1, 1, 0, 0, 0), 10), ('größe.txt', '0o100644', (1980, 1, 1, 0, 0, 0), 100)]\n",
    );
  });

  it("refuses two files with one path", () => {
    const files = [
      { path: "a", bytes: text("1") },
      { path: "a", bytes: text("2") },
    ];
    assert.throws(() => zipFiles(files), { message: 'Invalid zip: the path "a" occurs twice.' });
  });

  for (const path of ["/a", "../a", "a/../b", "a\\b", "C:a", "", "a//b", "./a", "a\0b"]) {
    it(`refuses the path ${JSON.stringify(path)}`, () => {
      assert.throws(() => zipFiles([{ path, bytes: text("1") }]), {
        message: `Invalid zip: the path ${JSON.stringify(path)} is not a plain relative one.`,
      });
    });
  }
});
