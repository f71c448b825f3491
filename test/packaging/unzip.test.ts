import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
import { readZip } from "../../packaging/unzip.ts";
import { zipFiles } from "../../packaging/zip.ts";

const content = Buffer.from("a photo of a cat, ".repeat(50));
const NAME = "index.js";

function changed(change: (zip: Buffer, directory: number) => void): Buffer {
  const zip = Buffer.from(zipFiles([{ path: NAME, bytes: content }]));
  change(zip, zip.readUInt32LE(zip.length - 6));
  return zip;
}

describe("readZip", () => {
  it("gives back paths, bytes and the executable flag", () => {
    const zip = zipFiles([
      { path: "b.txt", bytes: content },
      { path: "a/run", bytes: Buffer.from("x"), executable: true },
      { path: "empty", bytes: Buffer.alloc(0) },
    ]);
    assert.deepEqual(
      readZip(zip).map((file) => ({ ...file, bytes: Buffer.from(file.bytes).toString() })),
      [
        { path: "a/run", bytes: "x", executable: true },
        { path: "b.txt", bytes: content.toString(), executable: false },
        { path: "empty", bytes: "", executable: false },
      ],
    );
  });

  it("reads a zip without files", () => {
    assert.deepEqual(readZip(zipFiles([])), []);
  });

  it("tells how a file is deflated, where it is", () => {
    const told: (readonly [string, Uint8Array])[] = [];
    const zip = zipFiles([
      { path: "long", bytes: content },
      { path: "short", bytes: Buffer.from("x") },
    ]);
    readZip(zip, { whenDeflated: (bytes, deflated) => told.push([`${bytes}`, deflated]) });
    assert.deepEqual(
      told.map(([text, deflated]) => [text, `${inflateRawSync(deflated)}`]),
      [[content.toString(), content.toString()]],
    );
  });

  it("inflates nothing of a zip that has more than it may", () => {
    const zip = zipFiles([{ path: NAME, bytes: content }]);
    assert.equal(readZip(zip, { maxUnzippedBytes: content.length }).length, 1);
    assert.throws(() => readZip(zip, { maxUnzippedBytes: content.length - 1 }), {
      message: "Invalid zip: it has more than 899 bytes unzipped.",
    });
  });

  it("reads a zip with a comment at its end", () => {
    const zip = Buffer.concat([zipFiles([{ path: NAME, bytes: content }]), Buffer.from("hello")]);
    zip.writeUInt16LE(5, zip.length - 7);
    assert.deepEqual(
      readZip(zip).map(({ path }) => path),
      [NAME],
    );
  });

  const whole = Buffer.from(zipFiles([{ path: NAME, bytes: content }]));
  const broken: readonly (readonly [string, Uint8Array, string])[] = [
    ["no zip", Buffer.from("no zip at all, but a text of some length"), "it is cut off or not a zip"],
    ["nothing", Buffer.alloc(0), "it is cut off or not a zip"],
    ["a zip without its start", whole.subarray(40), "its directory is damaged"],
    [
      "a path that leaves the folder",
      changed((zip, directory) => zip.write("../index", directory + 46)),
      'the path "../index" is not a plain relative one',
    ],
    [
      "an absolute path",
      changed((zip, directory) => zip.write("/ndex.js", directory + 46)),
      'the path "/ndex.js" is not a plain relative one',
    ],
    [
      "a changed checksum",
      changed((zip, directory) => zip.writeUInt32LE(1, directory + 16)),
      'the checksum of "index.js" does not match',
    ],
    [
      "a size that is too small",
      changed((zip, directory) => zip.writeUInt32LE(3, directory + 24)),
      '"index.js" does not decompress to its size',
    ],
    [
      "a size that is too large",
      changed((zip, directory) => zip.writeUInt32LE(5000, directory + 24)),
      '"index.js" has another size than its header says',
    ],
    [
      "changed compressed bytes",
      changed((zip) => zip.fill(0xff, 40, 50)),
      '"index.js" does not decompress to its size',
    ],
    [
      "a symbolic link",
      changed((zip, directory) => zip.writeUInt32LE(0o120777 * 0x10000, directory + 38)),
      '"index.js" is a symbolic link',
    ],
    [
      "an encrypted file",
      changed((zip, directory) => zip.writeUInt16LE(1, directory + 8)),
      '"index.js" is encrypted',
    ],
    [
      "an unknown method",
      changed((zip, directory) => zip.writeUInt16LE(12, directory + 10)),
      '"index.js" is compressed by method 12',
    ],
    [
      "an offset beyond the end",
      changed((zip, directory) => zip.writeUInt32LE(0xfffffff0, directory + 42)),
      "it is cut off or not a zip",
    ],
  ];
  for (const [what, bytes, problem] of broken) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readZip(bytes), { message: `Invalid zip: ${problem}.` });
    });
  }
});
