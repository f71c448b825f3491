import assert from "node:assert/strict";
import { notWritable } from "../../reporting/not-writable.ts";

describe("what was found where nothing can be written", () => {
  const words = {
    EACCES: "no permission to write there",
    EPERM: "no permission to write there",
    EROFS: "a read-only file system",
    ENOENT: "no such folder",
    ENOTDIR: "a file in the place of a folder",
    EEXIST: "a file in the place of a folder",
    EISDIR: "a folder",
    ENOSPC: "no space left",
    EIO: "EIO",
  };
  for (const [code, found] of Object.entries(words)) {
    it(`is ${found} for ${code}`, () => {
      assert.equal(notWritable(Object.assign(new Error(), { code })), found);
    });
  }
});
