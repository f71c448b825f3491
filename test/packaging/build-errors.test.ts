import assert from "node:assert/strict";
import { unlinkSync } from "node:fs";
import { buildArtifacts } from "../../packaging/build.ts";
import type { FunctionSource, LayerSource } from "../../packaging/build-request.ts";
import { startArtifacts } from "../../packaging/start-artifacts.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { UserError } from "../../reporting/user-error.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const GOOD = "export const handler = 1;\n";
const KIT = {
  "layers/kit/package.json": '{"name":"@app/kit","exports":"./index.ts"}',
  "layers/kit/index.ts": "export const kit = 1;\n",
};

describe("a build with several errors", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  async function refusal(
    functions: readonly FunctionSource[],
    layers: readonly LayerSource[] = [],
  ): Promise<string> {
    const error = await project.build(functions, layers).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(error instanceof UserError, String(error));
    return error.message;
  }

  it("tells all of them, grouped by the functions and layers that they break", async () => {
    project = temporaryProject({
      "functions/shared.ts": "const y x = 1;\n",
      "functions/compress/handler.ts": `import "../shared.ts";\n${GOOD}`,
      "functions/crop/handler.ts": `import "../shared.ts";\n${GOOD}`,
      "functions/filter/handler.ts": `import "left-pad";\nimport "@app/kit";\n${GOOD}`,
      "functions/late/handler.js": `import { no } from "./lib.js";\nexport const handler = no;\n`,
      "functions/late/lib.js": "export const yes = 1;\n",
      "functions/mute/handler.ts": "export const main = 1;\n",
      "functions/gone/handler.ts": GOOD,
      ...KIT,
      "layers/kit/index.ts": "export const kit = ;\n",
      "layers/odd/package.json": "{name",
      "layers/npm/package.json": "{}",
    });
    unlinkSync(project.path("functions/gone/handler.ts"));
    const late = { ...project.fn("late"), entry: project.path("functions/late/handler.js") };
    const large = { ...project.fn("large"), entry: project.path("functions/late/lib.js") };
    project.write("functions/late/lib.js", `${GOOD}export const yes = 1;\n`);
    const functions = [
      project.fn("crop"),
      project.fn("compress"),
      project.fn("filter", ["kit"]),
      late,
      { ...large, budget: { unzippedBytes: 1_000_000, zipBytes: 1 } },
      project.fn("mute"),
      project.fn("gone"),
    ];
    const npm = {
      kind: "npm",
      id: "npm",
      folder: project.path("layers/npm"),
      architecture: "arm64",
    } as const;
    const layers = [project.source("kit"), project.source("odd"), npm];
    const message = (await refusal(functions, layers)).replace(/found \d+ bytes/, "found 300 bytes");
    assert.equal(
      message.replace(/\(\d+ bytes\)/, "(1 bytes)"),
      `Expected functions and layers that build, but found 9 errors that break 7 functions and 3 layers. Correct them and build again.

compress, crop
  functions/shared.ts:1:9: Expected ";" but found "x"
      1 │ const y x = 1;
        │         ^
        ╵         ;

filter
  functions/filter/handler.ts:1:8: Expected "left-pad" from a layer of the function or a package that can be bundled, but found neither. Add a layer that provides it to the function, or install it: npm install left-pad
      1 │ import "left-pad";
        ╵        ~~~~~~~~~~

gone
  functions/gone/handler.ts: Expected the file that is the entry of gone, but found no file. Check the spelling of \`entry\` where the function is declared.

large
  large: Expected a zip of at most 1 bytes, its budget, but found 300 bytes. Make it smaller or raise the budget. The heaviest inputs, unzipped: functions/late/lib.js (1 bytes).

late
  functions/late/handler.js:1:10: No matching export in "functions/late/lib.js" for import "no"
      1 │ import { no } from "./lib.js";
        ╵          ~~

mute
  functions/mute/handler.ts: Expected an export named \`handler\`, but found only \`main\`. Lambda calls it: write \`export const handler = …\`.

layer kit
  layers/kit/index.ts:1:20: Unexpected ";"
      1 │ export const kit = ;
        ╵                    ^

layer npm
  layers/npm: Expected a package-lock.json beside package.json, but found none. Run "npm install --package-lock-only" in layers/npm and commit the lockfile.

layer odd
  layers/odd/package.json: Expected a JSON object, but found text that is no JSON. Correct it, or restore it from version control.`,
    );
    assert.equal(
      await refusal(functions.toReversed(), layers.toReversed()),
      await refusal(functions, layers),
    );
    assert.throws(() => startArtifacts(project.request(functions, layers))(), {
      name: "UserError",
      message: await refusal(functions, layers),
    });
  });

  it("tells an error of a file once, although functions with other layers share it", async () => {
    project = temporaryProject({
      ...KIT,
      "shared.ts": "const y x = 1;\n",
      "functions/a/handler.ts": `import "../../shared.ts";\n${GOOD}`,
      "functions/b/handler.ts": `import "../../shared.ts";\n${GOOD}`,
      "layers/own/package.json": '{"name":"own","exports":"./index.ts"}',
      "layers/own/index.ts": 'import "../../shared.ts";\n',
    });
    const layers = [project.source("kit"), project.source("own")];
    assert.equal(
      await refusal([project.fn("a"), project.fn("b", ["kit"])], layers),
      'shared.ts:1:9: Expected code that compiles, but found this error: Expected ";" but found "x". ' +
        "Correct it and build again.\n" +
        "    1 │ const y x = 1;\n" +
        "      │         ^\n" +
        "      ╵         ;\n" +
        "It breaks a, b, layer own.",
    );
  });

  it("tells an import of a shared file for those functions whose layers do not provide it", async () => {
    project = temporaryProject({
      ...KIT,
      "shared.ts": 'import "@app/kit";\n',
      "functions/a/handler.ts": `import "../../shared.ts";\n${GOOD}`,
      "functions/b/handler.ts": `import "../../shared.ts";\n${GOOD}`,
    });
    assert.match(
      await refusal([project.fn("a", ["kit"]), project.fn("b")], [project.source("kit")]),
      /^shared\.ts:1:8: Expected "@app\/kit" from a layer of the function .*\nIt breaks b\.$/s,
    );
  });

  it("does not refuse a function for what a layer lacks that nobody can read", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": `import kit from "@app/kit";\n${GOOD}`,
      "functions/b/handler.ts": `import kit from "@app/kit";\nconst y x = 1;\n`,
      "layers/kit/package.json": "{name",
      "layers/own/package.json": '{"name":"own","exports":"./index.ts"}',
      "layers/own/index.ts": 'import "@app/kit";\n',
    });
    assert.equal(
      await refusal(
        [project.fn("a", ["kit"]), { ...project.fn("b", ["kit"]), budget: { zipBytes: 1 } }],
        [project.source("kit"), project.source("own", ["kit"])],
      ),
      `Expected functions and layers that build, but found 2 errors that break 1 function and 1 layer. Correct them and build again.

b
  functions/b/handler.ts:2:9: Expected ";" but found "x"
      2 │ const y x = 1;
        │         ^
        ╵         ;

layer kit
  layers/kit/package.json: Expected a JSON object, but found text that is no JSON. Correct it, or restore it from version control.`,
    );
  });

  it("does not take a circle of imports for an error", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": `import "./one.ts";\n${GOOD}`,
      "functions/a/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;\n',
      "functions/a/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;\n',
    });
    assert.deepEqual(
      (await project.build([project.fn("a")])).map(({ id }) => id),
      ["a"],
    );
  });

  it("has built what is not broken: once the rest is corrected, only that is left to do", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `f${index + 10}`);
    project = temporaryProject(
      Object.fromEntries(ids.map((id) => [`functions/${id}/handler.ts`, `${GOOD}console.log("${id}");`])),
    );
    const functions = ids.map((id) => project.fn(id));
    project.write("functions/f15/handler.ts", "const y x;");
    await refusal(functions);
    project.write("functions/f15/handler.ts", GOOD);
    const phases: string[] = [];
    await buildArtifacts(
      project.request(functions),
      {
        phase(name, total) {
          phases.push(`${name} of ${total}`);
          return SILENT_PROGRESS.phase(name, total);
        },
      },
      { env: { ...process.env, TERRALOOM_CACHE: "" } },
    );
    assert.deepEqual(phases, ["build of 1"]);
  });
});
