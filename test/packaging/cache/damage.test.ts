import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Artifact } from "../../../packaging/artifact.ts";
import { sha256 } from "../../../packaging/sha256.ts";
import { type TemporaryProject, temporaryProject } from "../temporary-project.ts";

const FILES = {
  "functions/a/handler.ts":
    'import { pack } from "pack";\nimport { kit } from "kit";\nexport const handler = () => [pack, kit];',
  "node_modules/pack/package.json": '{"name":"pack","version":"1.0.0","module":"index.js"}',
  "node_modules/pack/index.js": "export const pack = 'packed';",
  "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
  "layers/kit/index.ts": "export const kit = 1;",
};

function flipBit(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const sizeOf = (path: string): number => readFileSync(path).length;

const DAMAGES: readonly (readonly [string, (path: string) => void])[] = [
  ["gone", (path) => rmSync(path)],
  ["empty", (path) => truncateSync(path)],
  ["cut to one byte", (path) => truncateSync(path, 1)],
  ["cut in half", (path) => truncateSync(path, sizeOf(path) >> 1)],
  ["without its last byte", (path) => truncateSync(path, sizeOf(path) - 1)],
  ["longer by one byte", (path) => appendFileSync(path, "\n")],
  ["twice in one file", (path) => appendFileSync(path, readFileSync(path))],
  ["changed in its first bit", (path) => flipBit(path, 0)],
  ["changed in a bit in the middle", (path) => flipBit(path, sizeOf(path) >> 1)],
  ["changed in its last byte", (path) => flipBit(path, sizeOf(path) - 1)],
  ["all zeros", (path) => writeFileSync(path, Buffer.alloc(sizeOf(path)))],
  ["another text", (path) => writeFileSync(path, '{"zip":"../../etc/passwd"}\n')],
  [
    "a folder",
    (path) => {
      rmSync(path);
      mkdirSync(join(path, "inside"), { recursive: true });
    },
  ],
  [
    "a link in circles",
    (path) => {
      rmSync(path);
      symlinkSync(path, path);
    },
  ],
];

describe("a damaged cache", () => {
  let project: TemporaryProject;
  let folder: string;
  let expected: readonly Artifact[];
  beforeEach(async () => {
    project = temporaryProject(FILES);
    folder = project.path("node_modules/.cache/terraloom");
    expected = await build();
  });
  afterEach(() => project.remove());

  const build = () => project.build([project.fn("a", ["kit"])], [project.source("kit")]);

  function assertIntact(artifacts: readonly Artifact[]): void {
    for (const { zipPath, sha256: digest } of artifacts) {
      assert.equal(sha256(readFileSync(zipPath), "base64"), digest);
    }
  }

  for (const kind of ["zip", "code", "record"]) {
    for (const [what, damage] of DAMAGES) {
      it(`gives the same bytes when its .${kind} files are ${what}`, async () => {
        const names = readdirSync(folder).filter((name) => name.endsWith(`.${kind}`));
        assert.ok(names.length > 0);
        for (const name of names) damage(join(folder, name));
        const artifacts = await build();
        assert.deepEqual(artifacts, expected);
        assertIntact(artifacts);
        const lines = names.map((name) => `The stored artifact ${name} is damaged and is built again.`);
        // A link in circles cannot be read, a file that is gone is not damaged; code is read only once a handler changes.
        const isReported = what !== "gone" && kind !== "code";
        assert.deepEqual(project.reported.sort(), isReported ? lines.sort() : []);
      });
    }
  }

  for (const [what, damage] of DAMAGES) {
    it(`bundles packages again for a changed handler when their code is ${what}`, async () => {
      const [name = ""] = readdirSync(folder).filter((entry) => entry.endsWith(".code"));
      const intact = readFileSync(join(folder, name));
      damage(join(folder, name));
      project.write("functions/a/handler.ts", `${FILES["functions/a/handler.ts"]}\nexport const more = 1;`);
      assertIntact(await build());
      assert.deepEqual(readFileSync(join(folder, name)), intact);
      assert.deepEqual(
        project.reported,
        what === "gone" ? [] : [`The stored artifact ${name} is damaged and is built again.`],
      );
    });
  }

  it("gives the same bytes when one entry stands in the place of another", async () => {
    const records = readdirSync(folder).filter((name) => name.endsWith(".record"));
    const [first = "", ...others] = records.map((name) => readFileSync(join(folder, name)));
    records.forEach((name, index) => {
      writeFileSync(join(folder, name), others[index] ?? first);
    });
    assert.deepEqual(await build(), expected);
  });

  it("gives the same bytes when it may not be read", async function () {
    if (process.getuid?.() === 0) this.skip(); // nothing is forbidden to root
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0);
    assert.deepEqual(await build(), expected);
    chmodSync(folder, 0);
    try {
      const artifacts = await build();
      assertIntact(artifacts);
      assert.match(
        project.reported.at(-1) ?? "",
        /^The cache .* cannot be written \(EACCES: permission denied\)/,
      );
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});
