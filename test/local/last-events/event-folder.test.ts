import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventFolder } from "../../../local/last-events/event-folder.ts";
import type { StoredObject } from "../../../local/object-store/stored-object.ts";

describe("the folder of last events", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-events-"));
    mkdirSync(join(folder, "store"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const object = (text: string): StoredObject => {
    const path = join(folder, "store", randomUUID());
    writeFileSync(path, text);
    return {
      kind: "object",
      bucket: "photos",
      key: "a b/ü.txt",
      versionId: "1",
      lastModified: new Date(1_700_000_000_000),
      sizeBytes: text.length,
      etag: "etag",
      path,
      headers: { "content-type": "text/plain" },
      checksums: { CRC32: "digest" },
      checksumType: "FULL_OBJECT",
      partSizesBytes: [],
    };
  };
  const events = (...names: readonly string[]) => readdirSync(join(folder, "events", ...names));

  it("gives an event back with its objects, also once the store is gone", () => {
    const kept = openEventFolder(folder, "app");
    const one = object("hello");
    kept.write(new Map([["greet", { event: { name: "you" }, objects: [one] }]]));
    rmSync(join(folder, "store"), { recursive: true });
    const { event, objects, calledAt } = kept.read("greet") ?? assert.fail();
    assert.deepEqual(event, { name: "you" });
    const [{ path, ...rest } = assert.fail()] = objects;
    const { path: _, ...expected } = one;
    assert.deepEqual(rest, expected);
    assert.equal(readFileSync(path, "utf8"), "hello");
    assert.ok(Math.abs(calledAt - Date.now()) < 10_000);
  });

  it("keeps stacks apart, whatever they are called", () => {
    openEventFolder(folder, "a/../b").write(new Map([["greet", { event: 1, objects: [] }]]));
    openEventFolder(folder, "b").write(new Map([["greet", { event: 2, objects: [] }]]));
    assert.equal(openEventFolder(folder, "a/../b").read("greet")?.event, 1);
    assert.deepEqual(events(), ["a%2F..%2Fb.greet.json", "b.greet.json", "objects"]);
  });

  it("lets nobody else read them, and leaves no partial files", function () {
    if (process.platform === "win32") this.skip(); // modes are another thing there
    const one = object("hello");
    openEventFolder(folder, "app").write(new Map([["greet", { event: 1, objects: [one] }]]));
    const names = ["app.greet.json", `objects/${events("objects")[0]}`];
    const modes = names.map((name) => statSync(join(folder, "events", name)).mode & 0o777);
    assert.deepEqual([modes, events().length, events("objects").length], [[0o600, 0o600], 2, 1]);
  });

  it("removes objects that no event names any more, once no other session can be about to", () => {
    const kept = openEventFolder(folder, "app");
    const [old, young] = [object("old"), object("young")];
    kept.write(new Map([["greet", { event: 1, objects: [old] }]]));
    const [name = ""] = events("objects");
    utimesSync(join(folder, "events/objects", name), new Date(0), new Date(0));
    kept.write(new Map([["leave", { event: 1, objects: [young] }]]));
    assert.equal(events("objects").length, 2);
    kept.write(new Map([["greet", { event: 2, objects: [] }]]));
    kept.write(new Map([["leave", { event: 2, objects: [] }]]));
    assert.deepEqual(events("objects"), [young.path.slice(-36)]);
  });

  it("has nothing of a function that was never called, and of one whose event is damaged", () => {
    const kept = openEventFolder(folder, "app");
    assert.equal(kept.read("greet"), undefined);
    for (const text of ["", "{}", '{"format":1,"event":1,"objects":[{"path":"../../secret"}]}']) {
      mkdirSync(join(folder, "events"), { recursive: true });
      writeFileSync(join(folder, "events/app.greet.json"), text);
      assert.equal(kept.read("greet"), undefined);
    }
  });
});
