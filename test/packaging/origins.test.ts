import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Artifact } from "../../packaging/artifact.ts";
import { readOrigin } from "../../packaging/read-origin.ts";
import { rememberOrigins } from "../../packaging/remember-origins.ts";
import { ENTRY } from "./manifest-entry.ts";

const { stack: _, address: __, file: ___, ...ORIGIN } = ENTRY;
const ARTIFACT: Artifact = { ...ORIGIN, zipPath: "/somewhere/zip", mapPath: "/somewhere/map" };
describe("the origins of zips", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-origins-")));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const remember = (...artifacts: readonly Artifact[]): void =>
    rememberOrigins(folder, artifacts, { TERRALOOM_CACHE: "cache" });
  const read = (id: string = ORIGIN.id) => readOrigin(join(folder, "cache"), ENTRY.sha256, id);

  const entryNames = (): readonly string[] => readdirSync(join(folder, "cache"));
  /** The entry of `name` as if it was written so many minutes later. */
  function age(name: string, minutes: number): void {
    const at = new Date(Date.UTC(2033, 4, 18, 3, minutes));
    utimesSync(join(folder, "cache", name), at, at);
  }

  it("are found again by the digest, without paths of this machine", () => {
    remember(ARTIFACT);
    const [name = "", ...others] = entryNames();
    assert.deepEqual(others, []);
    assert.doesNotMatch(readFileSync(join(folder, "cache", name), "utf8"), /somewhere/);
    assert.deepEqual(read(), ORIGIN);
  });

  it("stand in one entry for a build, and none where nothing was built", () => {
    remember();
    assert.equal(existsSync(join(folder, "cache")), false);
    remember(ARTIFACT, { ...ARTIFACT, id: "prod/compress", options: { format: "esm" } });
    assert.equal(entryNames().length, 1);
    assert.deepEqual(read()?.options, ORIGIN.options);
    assert.deepEqual(read("prod/compress")?.options, { format: "esm" });
    assert.equal(read("moved/compress")?.id, ORIGIN.id);
  });

  it("are those of the latest build with these bytes", () => {
    remember(ARTIFACT);
    const [first = ""] = entryNames();
    remember({ ...ARTIFACT, inputs: [] });
    const second = entryNames().find((name) => name !== first) ?? "";
    age(first, 1);
    age(second, 2);
    assert.deepEqual(read()?.inputs, []);
    age(first, 3);
    assert.deepEqual(read()?.inputs, ORIGIN.inputs);
  });

  it("are unknown where nothing was built, or the entry is damaged", () => {
    assert.equal(read(), undefined);
    remember(ARTIFACT);
    const path = join(folder, "cache", entryNames()[0] ?? "");
    writeFileSync(path, readFileSync(path, "utf8").replace("compress", "depress"));
    assert.equal(read(), undefined);
  });

  it("are not kept in a cache that cannot be written, and nothing fails", () => {
    writeFileSync(join(folder, "cache"), "");
    remember(ARTIFACT);
    assert.equal(read(), undefined);
  });
});
