import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const KIT = {
  "layers/kit/package.json": JSON.stringify({
    name: "@app/kit",
    type: "module",
    exports: { ".": "./index.ts", "./storage": "./storage.ts", "./aws/legacy": "./legacy.cjs" },
  }),
  "layers/kit/counter.ts":
    "let count = 0;\nexport const next = () => (count += 1);\nexport class Failure extends Error {}",
  "layers/kit/index.ts":
    'export { Failure, next } from "./counter.ts";\nexport let changing = 1;\nexport const change = () => { changing = 2; };',
  "layers/kit/storage.ts":
    'import { Failure, next } from "./counter.ts";\nglobalThis.evaluated = "storage";\n' +
    "export const fail = () => new Failure();\nexport const nextInStorage = next;\nexport default () => 'by default';",
  "layers/kit/legacy.cjs": "module.exports = { old: true };",
};

describe("the exports of a layer of shared code", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  /** What the handler `a` gives in a process of its own, as in Lambda with the layer in `NODE_PATH`. */
  async function call(handler: string, files: Readonly<Record<string, string>> = {}): Promise<unknown> {
    project = temporaryProject({ ...KIT, ...files, "functions/a/handler.ts": handler });
    const artifacts = await project.build([project.fn("a", ["kit"])], [project.source("kit")]);
    for (const { id, zipPath } of artifacts) {
      for (const { path, bytes } of readZip(readFileSync(zipPath))) {
        const target = project.path("run", id, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, bytes);
      }
    }
    project.write("run/package.json", "{}"); // whatever type the project has, it is not deployed
    const script = 'require("./index.js").handler().then((result) => console.log(JSON.stringify(result)))';
    const output = execFileSync(process.execPath, ["-e", script], {
      cwd: project.path("run/a"),
      env: { NODE_PATH: project.path("run/kit/nodejs/node_modules") },
    });
    return JSON.parse(output.toString());
  }

  it("are a small module each, beside one bundle", async () => {
    project = temporaryProject(KIT);
    const [kit] = await project.build([], [project.source("kit")]);
    const root = "nodejs/node_modules/@app/kit";
    const files = readZip(readFileSync(kit?.zipPath ?? ""));
    assert.deepEqual(
      files.map(({ path }) => path),
      ["bundle.js", "exports/aws/legacy.js", "exports/storage.js", "index.js", "package.json"].map(
        (path) => `${root}/${path}`,
      ),
    );
    const text = (path: string) =>
      Buffer.from(files.find((file) => file.path === `${root}/${path}`)?.bytes ?? []).toString();
    assert.equal(text("index.js"), 'module.exports=require("./bundle.js")["."]();\n');
    assert.equal(
      text("exports/aws/legacy.js"),
      'module.exports=require("../../bundle.js")["./aws/legacy"]();\n',
    );
    assert.deepEqual(JSON.parse(text("package.json")), {
      name: "@app/kit",
      main: "index.js",
      type: "commonjs",
      exports: {
        ".": "./index.js",
        "./aws/legacy": "./exports/aws/legacy.js",
        "./storage": "./exports/storage.js",
      },
    });
    assert.deepEqual(
      kit?.inputs.map(({ path }) => path),
      ["counter.ts", "index.ts", "legacy.cjs", "package.json", "storage.ts"].map(
        (path) => `layers/kit/${path}`,
      ),
    );
    assert.deepEqual(await project.build([], [project.source("kit")]), [kit]);
  });

  for (const [type, byDefault] of [
    ["commonjs", "(storage as () => string)()"],
    ["module", "(storage as unknown as { default: () => string }).default()"],
  ] as const) {
    it(`share state and classes, in a project of the type ${type}`, async () => {
      const handler = [
        'import { change, changing, Failure, next } from "@app/kit";',
        'import storage, { fail, nextInStorage } from "@app/kit/storage";',
        'import * as all from "@app/kit/storage";',
        'import legacy from "@app/kit/aws/legacy";',
        "export const handler = async () => {",
        "  change();",
        '  const later = await import("@app/kit/storage");',
        "  return [next(), nextInStorage(), later.nextInStorage(), fail() instanceof Failure, all.fail === fail, changing,",
        `    ${byDefault}, legacy.old];`,
        "};",
      ].join("\n");
      assert.deepEqual(await call(handler, { "package.json": JSON.stringify({ type }) }), [
        1,
        2,
        3,
        true,
        true,
        2,
        "by default",
        true,
      ]);
    });
  }

  it("are evaluated only once they are imported", async () => {
    const handler =
      'import { next } from "@app/kit";\n' +
      "export const handler = async () => [next(), (globalThis as { evaluated?: string }).evaluated ?? 'not yet'];";
    assert.deepEqual(await call(handler), [1, "not yet"]);
  });

  it("may lack the package itself", async () => {
    const files = {
      "layers/kit/package.json": '{"name":"@app/kit","exports":{"./storage":"./storage.ts"}}',
    };
    const handler =
      'import { nextInStorage } from "@app/kit/storage";\nexport const handler = async () => nextInStorage();';
    assert.equal(await call(handler, files), 1);
    project.remove();
    await assert.rejects(call('import "@app/kit";\nexport const handler = async () => 1;', files), {
      name: "UserError",
      message:
        'functions/a/handler.ts: Expected "@app/kit" to be an export of @app/kit in the layer kit, but found none. ' +
        "Correct the import, or add what is missing to `exports` in layers/kit/package.json.",
    });
  });

  it("are all that can be imported, even where the package is installed for its types", async () => {
    const handler = 'import { next } from "@app/kit/counter.ts";\nexport const handler = async () => next();';
    const installed = {
      "node_modules/@app/kit/package.json": '{"name":"@app/kit"}',
      "node_modules/@app/kit/counter.ts": "export const next = () => 1;",
    };
    await assert.rejects(call(handler, installed), {
      name: "UserError",
      message:
        'functions/a/handler.ts: Expected "@app/kit/counter.ts" to be an export of @app/kit in the layer kit, but found ' +
        "none. Correct the import, or add what is missing to `exports` in layers/kit/package.json.",
    });
  });

  it("are built again when package.json names another file", async () => {
    project = temporaryProject(KIT);
    const [first] = await project.build([], [project.source("kit")]);
    project.write(
      "layers/kit/package.json",
      KIT["layers/kit/package.json"].replace("./storage.ts", "./counter.ts"),
    );
    const [second] = await project.build([], [project.source("kit")]);
    assert.notEqual(second?.sha256, first?.sha256);
  });
});
