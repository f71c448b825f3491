import assert from "node:assert/strict";
import { isForeignBinary } from "../../packaging/foreign-binary.ts";
import { elf, machO } from "./elf.ts";

const windows = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(62)]);
const cases: readonly (readonly [string, string, Buffer, boolean, boolean])[] = [
  // what, path, bytes, foreign for linux arm64, foreign for linux x64
  ["a Linux library for arm64", "lib/a.node", elf("arm64"), false, true],
  ["a Linux library for x64", "lib/a.so.42", elf("x64"), true, false],
  ["a Linux program without an extension", "bin/run", elf("x64"), true, false],
  ["a library for musl", "prebuilds/linux-arm64/a.musl.node", elf("arm64"), true, true],
  ["a macOS library", "lib/a.dylib", machO(), true, true],
  ["a Windows library", "lib/a.dll", windows, true, true],
  ["a text that starts like a Windows program", "lib/a.js", windows, false, false],
  ["a short file", "lib/a.node", Buffer.from("MZ"), false, false],
];

describe("isForeignBinary", () => {
  for (const [what, path, bytes, onArm64, onX64] of cases) {
    it(`${onArm64 ? "drops" : "keeps"} ${what} on arm64 and ${onX64 ? "drops" : "keeps"} it on x64`, () => {
      const foreignOn = (cpu: string) =>
        isForeignBinary({ path, bytes }, { os: "linux", cpu, libc: "glibc" });
      assert.deepEqual([foreignOn("arm64"), foreignOn("x64")], [onArm64, onX64]);
    });
  }

  it("keeps a macOS library on macOS and drops a Linux one there", () => {
    const target = { os: "darwin", cpu: "arm64" };
    assert.equal(isForeignBinary({ path: "a.dylib", bytes: machO() }, target), false);
    assert.equal(isForeignBinary({ path: "a.node", bytes: elf("arm64") }, target), true);
  });
});
