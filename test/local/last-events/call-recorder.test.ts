import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CallRecorder, createCallRecorder } from "../../../local/last-events/call-recorder.ts";
import type { StoredObject } from "../../../local/object-store/stored-object.ts";

describe("the recorder of calls", () => {
  let folder: string;
  let recorder: CallRecorder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-recorder-"));
    mkdirSync(join(folder, "store"));
    recorder = createCallRecorder({ folder: join(folder, "held"), maxObjectBytes: 10 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** An object in the bucket "photos" whose content is its key. */
  const object = (key: string, versionId: string = "null"): StoredObject => {
    const path = join(folder, "store", `${key}-${versionId}`);
    writeFileSync(path, key);
    return {
      kind: "object",
      bucket: "photos",
      key,
      versionId,
      lastModified: new Date(0),
      sizeBytes: key.length,
      etag: "etag",
      path,
      headers: {},
      checksums: {},
      checksumType: "FULL_OBJECT",
      partSizesBytes: [],
    };
  };
  const keysOf = (name: string) => recorder.lastEvents.get(name)?.objects.map(({ key }) => key);

  it("keeps the last event of each function", () => {
    for (const event of [1, 2]) recorder.begin("greet", event, [])();
    recorder.begin("leave", 3, [])();
    assert.deepEqual(
      [...recorder.lastEvents].map(([name, { event }]) => [name, event]),
      [
        ["greet", 2],
        ["leave", 3],
      ],
    );
  });

  it("keeps what was there for a call and what was read during it, once", () => {
    const [a, b] = [object("a"), object("b")];
    const end = recorder.begin("greet", {}, [a]);
    for (const one of [a, b, b]) recorder.noteRead(one);
    end();
    recorder.noteRead(object("c"));
    assert.deepEqual(keysOf("greet"), ["a", "b"]);
  });

  it("keeps nothing that was written during the call", () => {
    const end = recorder.begin("greet", {}, []);
    recorder.noteCreated({ bucket: "photos", key: "a", versionId: "2" });
    recorder.noteCreated({ bucket: "photos", key: "b" });
    for (const one of [object("a", "1"), object("a", "2"), object("b")]) recorder.noteRead(one);
    end();
    assert.deepEqual(
      recorder.lastEvents.get("greet")?.objects.map(({ key, versionId }) => [key, versionId]),
      [["a", "1"]],
    );
  });

  it("has the bytes of an object that was deleted meanwhile", () => {
    const a = object("a");
    recorder.begin("greet", {}, [a])();
    rmSync(a.path);
    const [kept] = recorder.lastEvents.get("greet")?.objects ?? [];
    assert.equal(readFileSync(kept?.path ?? "", "utf8"), "a");
  });

  it("lets go of what no last event needs", () => {
    recorder.begin("greet", {}, [object("a"), object("b")])();
    recorder.begin("leave", {}, [object("b")])();
    recorder.begin("greet", {}, [object("c")])();
    assert.deepEqual(readdirSync(join(folder, "held")), ["b-null", "c-null"]);
  });

  it("leaves out what is beyond the bound", () => {
    recorder.begin("greet", {}, [object("123456"), object("12345"), object("1234")])();
    assert.deepEqual(keysOf("greet"), ["123456", "1234"]);
  });

  it("keeps no event that no function can be called with", () => {
    recorder.begin("greet", "x".repeat(6_291_456), [])();
    assert.deepEqual([...recorder.lastEvents], []);
  });
});
