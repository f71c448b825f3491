import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Artifact } from "../../packaging/artifact.ts";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const KIT_PACKAGE = '{"name":"@app/kit","exports":"./index.ts"}';
const KIT = { "layers/kit/package.json": KIT_PACKAGE, "layers/kit/index.ts": "export const kit = 1;" };

/** The code of a function's only file. */
function codeOf(artifact: Artifact | undefined): string {
  assert.ok(artifact !== undefined);
  const files = readZip(readFileSync(artifact.zipPath));
  assert.deepEqual(
    files.map(({ path }) => path),
    ["index.js"],
  );
  return Buffer.from(files[0]?.bytes ?? []).toString("utf8");
}

/** Runs bundled code as Lambda would and returns what it exports. */
function run(code: string, modules: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown> };
  new Function("module", "exports", "require", code)(module, module.exports, (name: string) => modules[name]);
  return module.exports;
}

describe("a bundle", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  it("is one CommonJS file that exports the handler with all that it imports", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": 'import { say } from "../../say.ts";\nexport const handler = () => say("ü");',
      "say.ts": "export const say = (x: string): string => `hello ${x}`;",
    });
    const [artifact] = await project.build([project.fn("a")]);
    const { handler } = run(codeOf(artifact));
    assert.equal((handler as () => string)(), "hello ü");
  });

  it("leaves out what a layer provides, a subpath of an npm package too", async () => {
    project = temporaryProject({
      ...KIT,
      "layers/npm/package.json": '{"dependencies":{"ms":"2.1.3"}}',
      "functions/a/handler.ts":
        'import { kit } from "@app/kit";\nimport part from "ms/part.js";\nexport const handler = () => [kit, part];',
    });
    project.write(
      "layers/npm/package-lock.json",
      '{"lockfileVersion":3,"packages":{"":{"dependencies":{"ms":"2.1.3"}},"node_modules/ms":{}}}',
    );
    const { bundleEntries } = await import("../../packaging/bundle.ts");
    const { createBuildContext } = await import("../../packaging/build-context.ts");
    const [bundle] = await bundleEntries(
      createBuildContext(project.root, {}, () => {}),
      {
        entries: [project.path("functions/a/handler.ts")],
        packages: [
          { name: "@app/kit", subpaths: false },
          { name: "ms", subpaths: true },
        ],
        purpose: "handler",
      },
    );
    const code = Buffer.from(bundle?.code ?? []).toString();
    assert.deepEqual(
      [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name),
      ["@app/kit", "ms/part.js"],
    );
  });

  it("keeps a package that is installed but that no layer of this function provides inside", async () => {
    project = temporaryProject({
      ...KIT,
      "node_modules/@app/kit/package.json": '{"name":"@app/kit","main":"index.js"}',
      "node_modules/@app/kit/index.js": "exports.kit = 7;",
      "functions/a/handler.ts": 'import { kit } from "@app/kit";\nexport const handler = () => kit;',
      "functions/b/handler.ts": 'import { kit } from "@app/kit";\nexport const handler = () => kit;',
    });
    const [a, b] = await project.build([project.fn("a"), project.fn("b", ["kit"])], [project.source("kit")]);
    const files = readZip(readFileSync(a?.zipPath ?? ""));
    assert.deepEqual(
      files.map(({ path }) => path),
      ["index.js", "packages.js"],
    );
    assert.match(Buffer.from(files[1]?.bytes ?? []).toString(), /kit=7/);
    assert.equal((run(codeOf(b), { "@app/kit": { kit: 1 } }).handler as () => number)(), 1);
  });

  it("does not follow the paths of a tsconfig.json into a layer's source", async () => {
    project = temporaryProject({
      ...KIT,
      "tsconfig.json": '{"compilerOptions":{"paths":{"@app/kit":["./layers/kit/index.ts"]}}}',
      "functions/a/handler.ts": 'import { kit } from "@app/kit";\nexport const handler = () => kit;',
    });
    await assert.rejects(project.build([project.fn("a")]), {
      name: "UserError",
      message:
        'functions/a/handler.ts:1:21: Expected "@app/kit" from a layer of the function or a package that can be ' +
        "bundled, but found neither. Add a layer that provides it to the function, or install it: npm install @app/kit\n" +
        '    1 │ import { kit } from "@app/kit";\n' +
        "      ╵                     ~~~~~~~~~~",
    });
  });

  it("has in its inputs every file that it was made from, sorted, with digest and size", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": 'import { b } from "./b.ts";\nexport const handler = () => b;',
      "functions/a/b.ts": "export const b = 2;\n",
      "functions/a/unused.ts": "export const unused = 3;\n",
    });
    const [artifact] = await project.build([project.fn("a")]);
    assert.deepEqual(artifact?.inputs, [
      {
        path: "functions/a/b.ts",
        sha256: "b5d546753d33709dff508a6f2c2e547f432267fbb05b68d3da74fa5f7bda9f7a",
        sizeBytes: 20,
      },
      {
        path: "functions/a/handler.ts",
        sha256: "98a2f79543aa50a06e85de161fc8a4fd7a47b11074cd51736fb5459f304aa9fe",
        sizeBytes: 59,
      },
    ]);
  });

  it("tells esbuild's warnings by file and line", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": "export const handler = () => import.meta.url;",
    });
    await project.build([project.fn("a")]);
    assert.deepEqual(project.reported, [
      'functions/a/handler.ts:1:30: "import.meta" is not available with the "cjs" output format and will be empty',
    ]);
  });
});
