import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { notReadable } from "../../reporting/not-readable.ts";

describe("what was found in the place of a file that cannot be read", () => {
  const found = (path: string): string => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      return notReadable(error);
    }
  };

  it("is nothing, a folder, or no permission, in words", () => {
    assert.equal(found("no-such-file"), "nothing there");
    assert.equal(found("package.json/inside"), "nothing there");
    assert.equal(found("test"), "a folder");
    assert.equal(notReadable(Object.assign(new Error(), { code: "EACCES" })), "no permission to read it");
  });

  it("is the code of the system otherwise", () => {
    assert.equal(notReadable(Object.assign(new Error(), { code: "EIO" })), "EIO");
  });
});
