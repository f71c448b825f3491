import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isProgram } from "../../packaging/program-file.ts";

function elf(type: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x7fELF\x02\x01\x01", "latin1");
  bytes.writeUInt16LE(type, 16);
  return bytes;
}

describe("isProgram", () => {
  const cases: readonly (readonly [string, string, Uint8Array, boolean])[] = [
    ["a script that names its interpreter", "bin/cli.js", Buffer.from("#!/usr/bin/env node\n"), true],
    ["any other script", "bin/cli.js", Buffer.from("require('./x');\n"), false],
    ["the program that runs this test", "bin/node", readFileSync(process.execPath), true],
    ["an ELF program", "bin/tool", elf(2), true],
    ["a position-independent ELF program", "bin/tool", elf(3), true],
    ["an ELF object file", "build/tool.o", elf(1), false],
    ["an addon of Node.js", "lib/addon.node", elf(3), false],
    ["a library with its version", "lib/libvips.so.8.18", elf(3), false],
    ["an empty file", "empty", new Uint8Array(), false],
  ];
  for (const [what, path, bytes, expected] of cases) {
    it(`is ${expected} for ${what}`, () => {
      assert.equal(isProgram({ path, bytes }), expected);
    });
  }
});
