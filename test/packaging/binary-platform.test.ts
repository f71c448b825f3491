import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { binaryPlatform } from "../../packaging/binary-platform.ts";
import { elf, machO } from "./elf.ts";

describe("binaryPlatform", () => {
  it("tells Linux machines apart", () => {
    assert.deepEqual(binaryPlatform(elf("arm64")), { os: "linux", cpu: "arm64" });
    assert.deepEqual(binaryPlatform(elf("x64")), { os: "linux", cpu: "x64" });
  });

  it("knows Linux programs for machines that have no name here", () => {
    const header = elf("x64");
    header.writeUInt16LE(243, 18); // RISC-V
    assert.deepEqual(binaryPlatform(header), { os: "linux" });
  });

  it("knows programs of macOS and Windows", () => {
    assert.deepEqual(binaryPlatform(machO()), { os: "darwin" });
    assert.deepEqual(binaryPlatform(Buffer.from(`MZ${" ".repeat(62)}`)), { os: "win32" });
  });

  it("takes a script and a short file for no machine code", () => {
    assert.equal(binaryPlatform(Buffer.from("#!/bin/sh\necho this is a script\n")), undefined);
    assert.equal(binaryPlatform(Buffer.from("\x7fELF", "latin1")), undefined);
  });

  it("knows the program that runs this test", function () {
    if (process.platform !== "linux") this.skip();
    assert.deepEqual(binaryPlatform(readFileSync(process.execPath)), { os: "linux", cpu: process.arch });
  });
});
