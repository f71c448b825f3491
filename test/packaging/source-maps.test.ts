import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import type { Artifact } from "../../packaging/artifact.ts";
import type { NodeFunctionSource } from "../../packaging/build-request.ts";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const FILES = {
  "functions/a/handler.ts": [
    "import {",
    "  first,",
    "  second as other,",
    '} from "pack";',
    'import { fail } from "../../shared.ts";',
    "interface Event { readonly name: string }",
    "export const handler = (event: Event) => fail(first + other + event.name);",
  ].join("\n"),
  "shared.ts":
    "export type Text = string;\n\nexport const fail = (text: Text): never => {\n  throw new Error(text);\n};",
  "node_modules/pack/package.json": '{"name":"pack","version":"1.0.0","module":"index.js"}',
  "node_modules/pack/index.js": "export const first = 1;\nexport const second = 2;",
};

/** Where the error is thrown. */
const PLACE = { file: "shared.ts", line: 4 };

describe("source maps", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject(FILES);
  });
  afterEach(() => project.remove());

  async function build(choices: Partial<NodeFunctionSource> = {}): Promise<Artifact> {
    const [artifact] = await project.build([{ ...project.fn("a"), ...choices }]);
    return artifact as Artifact;
  }

  function filesOf({ zipPath }: Artifact): ReadonlyMap<string, string> {
    return new Map(
      readZip(readFileSync(zipPath)).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]),
    );
  }

  /** The line of the sources at which a place in the code is, counted from one. */
  function placeOf(code: string, map: string, text: string) {
    const line = code.split("\n").findIndex((one) => one.includes(text));
    const column = code.split("\n")[line]?.indexOf(text) ?? 0;
    const entry = new SourceMap(JSON.parse(map)).findEntry(line, column);
    return "originalSource" in entry && { file: entry.originalSource, line: entry.originalLine + 1 };
  }

  for (const [what, choices] of [
    ["own code apart from packages", {}],
    ["a single bundle", { isSingleBundle: true }],
  ] as const) {
    it(`of ${what} lie beside the zip and lead to the sources, by their paths in the project`, async () => {
      const artifact = await build(choices);
      const files = filesOf(artifact);
      const map = readFileSync(artifact.mapPath ?? "", "utf8");
      assert.ok(!files.has("index.js.map"));
      assert.doesNotMatch(files.get("index.js") ?? "", /sourceMappingURL/);
      assert.deepEqual(placeOf(files.get("index.js") ?? "", map, "throw new Error"), PLACE);
      assert.doesNotMatch(map, /terraloom-test-|sourcesContent":\["/);
    });
  }

  it("lie in the zip where they are wanted there, so that a stack trace names the sources", async () => {
    const artifact = await build({ hasSourceMap: true });
    assert.equal(artifact.mapPath, undefined);
    assert.equal(artifact.options.sourceMap, "inside");
    const folder = project.path("..", "unpacked");
    mkdirSync(folder);
    for (const [path, text] of filesOf(artifact)) writeFileSync(join(folder, path), text);
    const script =
      'try { require("./index.js").handler({ name: "x" }); } catch (error) { console.log(error.stack); }';
    const stack = execFileSync(process.execPath, ["--enable-source-maps", "-e", script], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.match(stack, /shared\.ts:4:9/);
    assert.match(stack, /functions\/a\/handler\.ts:7:\d+/);
  });

  it("are recalled with the bundle, and made again where they are gone", async () => {
    const { mapPath = "" } = await build();
    const text = readFileSync(mapPath, "utf8");
    assert.equal((await build()).mapPath, mapPath);
    writeFileSync(mapPath, "{}");
    assert.equal(readFileSync((await build()).mapPath ?? "", "utf8"), text);
    assert.equal(project.reported.length, 1);
  });
});

describe("a single bundle", () => {
  it("is one file with the packages in it, beside others that have theirs apart", async () => {
    const project = temporaryProject(FILES);
    try {
      const artifacts = await project.build([
        { ...project.fn("a"), id: "apart" },
        { ...project.fn("a"), id: "single", isSingleBundle: true },
      ]);
      const names = artifacts.map(({ zipPath }) => readZip(readFileSync(zipPath)).map(({ path }) => path));
      assert.deepEqual(names, [["index.js", "packages.js"], ["index.js"]]);
      assert.deepEqual(
        artifacts.map(({ options }) => options.packages),
        [undefined, "inside"],
      );
    } finally {
      project.remove();
    }
  });
});
