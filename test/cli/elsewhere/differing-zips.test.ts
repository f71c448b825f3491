import assert from "node:assert/strict";
import { strToU8, type ZipOptions, zipSync } from "fflate";
import { differingZips } from "../../../cli/elsewhere/differing-zips.ts";

const PLACES = { here: "/work/app", there: "/tmp/copy" };
const TIME = { mtime: "2000-01-01T12:00:00" };
const zip = (entries: Readonly<Record<string, string>>, options: ZipOptions = {}): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])), {
    ...TIME,
    ...options,
  });
const reasons = (here: Uint8Array, there: Uint8Array) => differingZips(here, there, PLACES);

describe("why two zips differ", () => {
  it("is what only one has, and the contents of what both have", () => {
    assert.deepEqual(
      reasons(
        zip({ "a.js": "", "index.js": '"/work/app/a.ts"', "same.js": "same" }),
        zip({ "b.js": "", "index.js": '"/tmp/copy/a.ts"', "same.js": "same" }),
      ),
      ["a.js only here", "b.js only there", "index.js: the absolute path of the folder is in it"],
    );
  });

  it("is how the same entries are stored", () => {
    const [a, b] = [{ "a.js": "a".repeat(99) }, { "b.js": "b" }];
    const old = zip({ ...a, ...b });
    assert.deepEqual(reasons(old, zip({ ...b, ...a })), ["the same entries, but for their order"]);
    assert.deepEqual(reasons(old, zip({ ...a, ...b }, { mtime: "2001-01-01T12:00:00" })), [
      "the same entries, but for their times",
    ]);
    assert.deepEqual(reasons(old, zip({ ...a, ...b }, { level: 0, attrs: 0o755 << 16, os: 3 })), [
      "the same entries, but for their modes and how they are compressed",
    ]);
    assert.deepEqual(reasons(old, zip({ ...a, ...b }, { comment: "x" })), [
      "the same entries, but for how they are stored",
    ]);
  });

  it("is that one is none", () => {
    assert.deepEqual(reasons(strToU8("no zip"), zip({})), [
      "one is no zip that can be read: Invalid zip: it is cut off or not a zip.",
    ]);
  });
});
