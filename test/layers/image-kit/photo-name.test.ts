import assert from "node:assert/strict";
import { photoName } from "../../../layers/image-kit/photo-name.ts";

describe("photoName", () => {
  for (const [key, name] of [
    ["uploads/cat.jpg", "cat.jpg"],
    ["uploads/holiday/2026/cat.jpg", "holiday/2026/cat.jpg"],
    ["cat.jpg", "cat.jpg"],
    ["uploads/uploads/cat.jpg", "uploads/cat.jpg"],
    ["uploads/a b+c 'd' \"e\".jpg", "a b+c 'd' \"e\".jpg"],
    ["uploads/Ünï 猫 🐈.jpg", "Ünï 猫 🐈.jpg"],
    ["uploads/100%.jpg", "100%25.jpg"],
    ["uploads/a\\b.jpg", "a%5Cb.jpg"],
    ["uploads/a\tb\u0085.jpg", "a%09b%C2%85.jpg"],
    ["uploads/../../cat.jpg", "%2E%2E/%2E%2E/cat.jpg"],
    ["uploads/./cat..jpg", "%2E/cat..jpg"],
    ["uploads//cat.jpg", "%/cat.jpg"],
    ["uploads/folder/", "folder/%"],
  ] as const) {
    it(`is ${name} for ${JSON.stringify(key)}`, () => {
      assert.equal(photoName(key), name);
    });
  }

  it("is never the same for two keys that look alike", () => {
    const keys = ["a//b", "a/%/b", "a/%25/b", "a/%2E/b", "a/./b", "a/%252E/b", "a\\b", "a%5Cb"];
    assert.equal(new Set(keys.map((key) => photoName(`uploads/${key}`))).size, keys.length);
  });

  it("cuts a name that leaves no room in a key, and keeps different ones apart", () => {
    const long = "猫".repeat(330);
    const names = [photoName(`uploads/${long}1.jpg`), photoName(`uploads/${long}2.jpg`)];
    for (const name of names) {
      assert.match(name, /^猫{255}%-[0-9a-f]{32}$/);
      assert.ok(Buffer.byteLength(name) <= 800);
    }
    assert.notEqual(names[0], names[1]);
  });
});
