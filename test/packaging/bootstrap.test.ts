import assert from "node:assert/strict";
import { refuseUnusableBootstrap } from "../../packaging/bootstrap.ts";
import { elf, machO } from "./elf.ts";

describe("refuseUnusableBootstrap", () => {
  const check = (bytes: Uint8Array, executable: boolean = true, path: string = "bootstrap") =>
    refuseUnusableBootstrap([{ path, bytes, executable }], {
      architecture: "arm64",
      at: "go",
      advice: "Do so.",
    });
  const refuses = (message: string, ...args: Parameters<typeof check>) =>
    assert.throws(() => check(...args), { name: "UserError", message });

  it("takes a program for the machine, and a script", () => {
    check(elf("arm64"));
    check(Buffer.from("#!/bin/sh\nexec ./server\n"));
  });

  it("refuses one that is missing or elsewhere, with what to do", () => {
    const expected = "go: Expected an executable bootstrap at the root, which Lambda starts";
    refuses(`${expected}, but found none. Do so.`, elf("arm64"), true, "main");
    refuses(`${expected}, but found only bin/bootstrap. Do so.`, elf("arm64"), true, "bin/bootstrap");
  });

  it("refuses one that may not be run", () => {
    refuses(
      "go: Expected bootstrap to be executable, but found that its mode says nothing of it. " +
        'Run "chmod +x bootstrap" before it is packed.',
      elf("arm64"),
      false,
    );
  });

  it("refuses one for another machine", () => {
    const message = (found: string) =>
      `go: Expected bootstrap to be a program for Linux arm64, but found one for ${found}. ` +
      "Compile it for that machine, or change the `architecture` of the function.";
    refuses(message("Linux x64"), elf("x64"));
    refuses(message("macOS"), machO());
    refuses(message("Windows"), Buffer.from(`MZ${" ".repeat(62)}`));
  });
});
