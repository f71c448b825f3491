import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutputFolder } from "../../../local/photo-run/output-folder.ts";
import type { PhotoFile } from "../../../local/photo-run/photo-files.ts";

describe("the output folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-outputs-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const bytes = (text: string) => Buffer.from(text);
  /** The texts of a photo's files by name. */
  const textsOf = (photo: string) =>
    Object.fromEntries(
      readdirSync(join(folder, photo)).map((name) => [name, readFileSync(join(folder, photo, name), "utf8")]),
    );

  it("is made with all folders above it", () => {
    openOutputFolder(join(folder, "a/b")).write("cat.jpg", { "labels.json": bytes("[]") });
    assert.deepEqual(textsOf("a/b/cat.jpg"), { "labels.json": "[]" });
  });

  it("gets a folder for each photo, and nothing else", () => {
    const output = openOutputFolder(folder);
    output.write("cat.jpg", { "labels.json": bytes("[1]"), "compressed.webp": bytes("webp") });
    output.write("dog.jpg", { "labels.json": bytes("[2]") });
    assert.deepEqual(readdirSync(folder).sort(), ["cat.jpg", "dog.jpg"]);
    assert.deepEqual(textsOf("cat.jpg"), { "labels.json": "[1]", "compressed.webp": "webp" });
    assert.deepEqual(textsOf("dog.jpg"), { "labels.json": "[2]" });
  });

  it("keeps what else lies in it", () => {
    writeFileSync(join(folder, "notes.txt"), "mine");
    openOutputFolder(folder).write("cat.jpg", {});
    assert.deepEqual(readdirSync(folder).sort(), ["cat.jpg", "notes.txt"]);
  });

  it("replaces a photo's folder as a whole", () => {
    const output = openOutputFolder(folder);
    output.write("cat.jpg", { "compressed.webp": bytes("old"), "labels.json": bytes("[]") });
    output.write("cat.jpg", { "rejected.json": bytes("{}") });
    assert.deepEqual(textsOf("cat.jpg"), { "rejected.json": "{}" });
  });

  const refuses = (photos: readonly PhotoFile[], at: string, expected: string, found: string) =>
    assert.throws(() => openOutputFolder(folder, photos), {
      name: "UserError",
      message: `${at}: Expected ${expected}, but found ${found}. Choose another folder with --out.`,
    });
  const EARLIER = "nothing there, or the results of an earlier run";

  it("never replaces a file that has the photo's name, such as the photo itself", () => {
    const path = join(folder, "cat.jpg");
    writeFileSync(path, "a photo");
    refuses([{ path, name: "cat.jpg" }], path, EARLIER, "a file");
    assert.throws(() => openOutputFolder(folder).write("cat.jpg", {}), { name: "UserError" });
    assert.equal(readFileSync(path, "utf8"), "a photo");
    assert.deepEqual(readdirSync(folder), ["cat.jpg"]);
  });

  it("never replaces a folder with anything that no run has written", () => {
    const output = openOutputFolder(folder);
    output.write("cat.jpg", { "compressed.webp": bytes("webp") });
    writeFileSync(join(folder, "cat.jpg", "precious.txt"), "mine");
    refuses([{ path: "cat.jpg", name: "cat.jpg" }], join(folder, "cat.jpg"), EARLIER, "precious.txt in it");
    assert.throws(() => output.write("cat.jpg", {}), { name: "UserError" });
    assert.deepEqual(textsOf("cat.jpg"), { "compressed.webp": "webp", "precious.txt": "mine" });
  });

  it("never replaces a folder in which one of the photos lies", () => {
    openOutputFolder(folder).write("cat.jpg", { "compressed.jpg": bytes("a photo") });
    const path = join(folder, "cat.jpg", "compressed.jpg");
    const photos = [
      { path: "elsewhere/cat.jpg", name: "cat.jpg" },
      { path, name: "compressed.jpg" },
    ];
    refuses(photos, path, "a photo outside of the folders that this run replaces", "it inside of one");
  });

  it("keeps a photo's folder as it was, and no half one, when writing fails", () => {
    const output = openOutputFolder(folder);
    output.write("cat.jpg", { "labels.json": bytes("[]") });
    const tooLong = "x".repeat(300);
    assert.throws(() => output.write("cat.jpg", { "compressed.webp": bytes("new"), [tooLong]: bytes("") }), {
      code: "ENAMETOOLONG",
    });
    assert.deepEqual(textsOf("cat.jpg"), { "labels.json": "[]" });
    assert.deepEqual(readdirSync(folder), ["cat.jpg"]);
  });

  it("never leaves itself, whatever a file's name says", () => {
    mkdirSync(join(folder, "out"));
    openOutputFolder(join(folder, "out")).write("cat.jpg", { "../../escaped.json": bytes("{}") });
    assert.deepEqual(readdirSync(folder), ["out"]);
    assert.deepEqual(textsOf("out/cat.jpg"), { "escaped.json": "{}" });
  });

  it("is refused where it is a file", () => {
    const path = join(folder, "out");
    writeFileSync(path, "");
    assert.throws(() => openOutputFolder(path), {
      name: "UserError",
      message: `${path}: Expected a folder for the outputs, but found a file. Choose another folder with --out.`,
    });
  });

  it("is refused where it cannot be made", () => {
    writeFileSync(join(folder, "file"), "");
    const path = join(folder, "file/out");
    assert.throws(() => openOutputFolder(path), {
      name: "UserError",
      message:
        `${path}: Expected a folder for the outputs that can be made and written to, but found a file in the place of a folder. ` +
        "Choose another folder with --out.",
    });
  });
});
