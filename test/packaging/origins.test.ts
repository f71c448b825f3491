import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
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
const NAME = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.origin";

describe("the origins of zips", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-origins-")));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const remember = (...artifacts: readonly Artifact[]): void =>
    rememberOrigins(folder, artifacts, { TERRALOOM_CACHE: "cache" });
  const read = (id: string = ORIGIN.id) => readOrigin(join(folder, "cache"), ENTRY.sha256, id);

  it("are found again by the digest, without paths of this machine", () => {
    remember(ARTIFACT);
    assert.deepEqual(readdirSync(join(folder, "cache")), [NAME]);
    assert.doesNotMatch(readFileSync(join(folder, "cache", NAME), "utf8"), /somewhere/);
    assert.deepEqual(read(), ORIGIN);
  });

  it("stand beside each other where several artifacts have the same bytes", () => {
    const other = { ...ARTIFACT, id: "prod/compress", options: { format: "esm" } };
    remember(ARTIFACT);
    remember(other);
    assert.deepEqual(read()?.options, ORIGIN.options);
    assert.deepEqual(read("prod/compress")?.options, { format: "esm" });
    assert.equal(read("moved/compress")?.id, "prod/compress");
  });

  it("are those of the latest build with these bytes", () => {
    remember(ARTIFACT);
    remember({ ...ARTIFACT, inputs: [] });
    assert.deepEqual(read()?.inputs, []);
  });

  it("are written only where they are not known", () => {
    remember(ARTIFACT);
    const before = statSync(join(folder, "cache", NAME)).ino;
    remember(ARTIFACT);
    assert.equal(statSync(join(folder, "cache", NAME)).ino, before);
  });

  it("are unknown where nothing was built, or the entry is damaged", () => {
    assert.equal(read(), undefined);
    remember(ARTIFACT);
    const path = join(folder, "cache", NAME);
    writeFileSync(path, readFileSync(path, "utf8").replace("compress", "depress"));
    assert.equal(read(), undefined);
  });

  it("are not kept in a cache that cannot be written, and nothing fails", () => {
    writeFileSync(join(folder, "cache"), "");
    remember(ARTIFACT);
    assert.equal(read(), undefined);
  });
});
