import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildRequest } from "../../packaging/build-request.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const GOOD = "export const handler = 1;\n";
const ODD = "export const odd = { a: 1, a: 2 };\n";

describe("the warnings of a build", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  /** The lines of a build and, with nothing changed, of another one, which builds nothing. */
  async function linesOfTwo(request: BuildRequest): Promise<readonly [readonly string[], readonly string[]]> {
    await project.build(request.functions, request.layers);
    const first = project.reported.splice(0);
    await project.build(request.functions, request.layers);
    return [first, project.reported.splice(0)];
  }

  it("are told by every build, each once however many functions share it, by file and line", async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `f${index}`);
    project = temporaryProject({
      "shared.ts": `${"\n".repeat(9)}${ODD}`,
      "other.ts": `${ODD}\n\n${ODD.replace("odd", "more")}`,
      ...Object.fromEntries(
        ids.map((id) => [
          `functions/${id}/handler.ts`,
          `import "../../shared.ts";\nimport "../../other.ts";\n${GOOD}`,
        ]),
      ),
      "functions/whole/handler.ts": `exports.handler = () => require("../../shared.ts");\n`,
      "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
      "layers/kit/index.ts": `import "../../shared.ts";\n${ODD}`,
    });
    const lines = [
      'layers/kit/index.ts:2:28: Duplicate key "a" in object literal',
      'other.ts:1:28: Duplicate key "a" in object literal',
      'other.ts:4:29: Duplicate key "a" in object literal',
      'shared.ts:10:28: Duplicate key "a" in object literal',
    ];
    const functions = [...ids, "whole"].map((id) => project.fn(id, id === "f3" ? ["kit"] : []));
    assert.deepEqual(await linesOfTwo(project.request(functions, [project.source("kit")])), [lines, lines]);
  });

  it("are those of packages too, where esbuild has any", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": 'import { one } from "one";\nexport const handler = () => one;\n',
      "functions/b/handler.ts": 'import { one } from "one";\nexport const handler = () => [one];\n',
      "node_modules/one/index.js": 'exports.one = () => require.resolve("two");\n',
    });
    const line =
      'node_modules/one/index.js:1:37: "two" should be marked as external for use with "require.resolve"';
    assert.deepEqual(await linesOfTwo(project.request([project.fn("a"), project.fn("b")])), [[line], [line]]);
    project.write(
      "functions/a/handler.ts",
      'import { one } from "one";\nexport const handler = () => one();\n',
    );
    await project.build([project.fn("a"), project.fn("b")]);
    assert.deepEqual(project.reported, [line]); // the packages of `a` were recalled
  });

  it("end once their reason is gone", async () => {
    project = temporaryProject({ "functions/a/handler.ts": `${ODD}${GOOD}` });
    const request = project.request([project.fn("a")]);
    assert.equal((await linesOfTwo(request)).flat().length, 2);
    project.write("functions/a/handler.ts", GOOD);
    assert.deepEqual(await linesOfTwo(request), [[], []]);
  });

  it("go to stderr from a process of its own and from one that recalls all", () => {
    project = temporaryProject({ "functions/a/handler.ts": `${ODD}${GOOD}` });
    const program = `
      import { startArtifacts } from ${JSON.stringify(new URL("../../packaging/start-artifacts.ts", import.meta.url).href)};
      startArtifacts(${JSON.stringify(project.request([project.fn("a")]))})();`;
    const args = ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href];
    const run = () => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [...args, "--input-type=module", "-e", program],
        {
          cwd: fileURLToPath(new URL("../..", import.meta.url)),
          encoding: "utf8",
          env: { ...process.env, TERRALOOM_CACHE: project.path("cache"), CI: "true" },
        },
      );
      return { stdout, stderr };
    };
    const told = {
      stdout: "",
      stderr: 'functions/a/handler.ts:1:28: Duplicate key "a" in object literal\n',
    };
    assert.deepEqual([run(), run()], [told, told]);
  });
});
