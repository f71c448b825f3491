import assert from "node:assert/strict";
import { unlinkSync } from "node:fs";
import type { FunctionSource, LayerSource } from "../../packaging/build-request.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("a build that the sources do not allow", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  async function refuses(
    message: string,
    functions: readonly FunctionSource[],
    layers: readonly LayerSource[] = [],
  ): Promise<void> {
    await assert.rejects(project.build(functions, layers), { name: "UserError", message });
  }

  it("names file, line and column of a handler that does not compile", async () => {
    project = temporaryProject({
      "functions/x/handler.ts": "const a = 1;\n\nexport const handler == () => a;\n",
    });
    await refuses(
      'functions/x/handler.ts:3:22: Expected code that compiles, but found this error: Expected ";" but found "==". ' +
        "Correct it and build again.\n" +
        "    3 │ export const handler == () => a;\n" +
        "      │                      ~~\n" +
        "      ╵                      ;",
      [project.fn("x")],
    );
  });

  it("names an import that neither a layer nor a bundle provides", async () => {
    project = temporaryProject({
      "functions/x/handler.ts": 'import sharp from "sharp";\nexport const handler = () => sharp;\n',
    });
    await refuses(
      'functions/x/handler.ts:1:19: Expected "sharp" from a layer of the function or a package that can be bundled, ' +
        "but found neither. Add a layer that provides it to the function, or install it: npm install sharp\n" +
        '    1 │ import sharp from "sharp";\n' +
        "      ╵                   ~~~~~~~",
      [project.fn("x")],
    );
  });

  it("names an import below a package of shared code, which has one entry only", async () => {
    project = temporaryProject({
      "layers/kit/package.json": '{"name":"@app/kit","exports":"./index.ts"}',
      "layers/kit/index.ts": "export const kit = 1;",
      "functions/x/handler.ts": 'import { kit } from "@app/kit/part";\nexport const handler = () => kit;\n',
    });
    await refuses(
      'functions/x/handler.ts:1:21: Expected "@app/kit/part" from a layer of the function or a package that can be ' +
        "bundled, but found neither. Add a layer that provides it to the function, or install it: npm install @app/kit\n" +
        '    1 │ import { kit } from "@app/kit/part";\n' +
        "      ╵                     ~~~~~~~~~~~~~~~",
      [project.fn("x", ["kit"])],
      [project.source("kit")],
    );
  });

  it("names an entry that is gone since it was declared", async () => {
    project = temporaryProject({ "functions/x/handler.ts": "export const handler = 1;" });
    unlinkSync(project.path("functions/x/handler.ts"));
    await refuses(
      "functions/x/handler.ts: Expected the file that is the entry of x, but found no file. " +
        "Check the spelling of `entry` where the function is declared.",
      [project.fn("x")],
    );
  });

  it("names an entry without exports", async () => {
    project = temporaryProject({ "functions/x/handler.ts": "console.log(1);" });
    await refuses(
      "functions/x/handler.ts: Expected an export named `handler`, but found no exports. " +
        "Lambda calls it: write `export const handler = …`.",
      [project.fn("x")],
    );
  });

  it("names the exports of an entry that has others than a handler", async () => {
    project = temporaryProject({
      "functions/x/handler.ts": "export const main = 1;\nexport default () => 2;\n",
    });
    await refuses(
      "functions/x/handler.ts: Expected an export named `handler`, but found only `default`, `main`. " +
        "Lambda calls it: write `export const handler = …`.",
      [project.fn("x")],
    );
  });

  it("takes a handler that another file exports, and one of a CommonJS module", async () => {
    project = temporaryProject({
      "functions/x/handler.ts": 'export * from "./real.ts";',
      "functions/x/real.ts": "export const handler = 1;",
      "functions/y/handler.ts": "exports.handler = () => 1;",
    });
    const artifacts = await project.build([project.fn("x"), project.fn("y")]);
    assert.deepEqual(
      artifacts.map(({ id }) => id),
      ["x", "y"],
    );
  });

  it("names a layer that has no package.json", async () => {
    project = temporaryProject({ "layers/kit/index.ts": "export const kit = 1;" });
    await refuses(
      "layers/kit: Expected a package.json in the folder of the layer, but found none. " +
        'Run "npm init" in layers/kit, or check the folder where the layer is declared.',
      [],
      [project.source("kit")],
    );
  });

  it("names a package.json that is no JSON", async () => {
    project = temporaryProject({ "layers/kit/package.json": "{name" });
    await refuses(
      "layers/kit/package.json: Expected a JSON object, but found text that is no JSON. " +
        "Correct it, or restore it from version control.",
      [],
      [project.source("kit")],
    );
  });

  const packageErrors: readonly (readonly [string, string, string])[] = [
    [
      "no name",
      '{"exports":"./index.ts"}',
      'Expected `name`, the package that handlers import, but found none. Give the package a name, such as "@app/image-kit".',
    ],
    [
      "a name that is no package's",
      '{"name":"../x","exports":"./index.ts"}',
      'Expected `name`, the package that handlers import, but found "../x". Give the package a name, such as "@app/image-kit".',
    ],
    [
      "no exports",
      '{"name":"kit"}',
      "Expected `exports` to be the one source file that is the package's entry, but found none. " +
        'Name the file there: "exports": "./index.ts".',
    ],
    [
      "empty exports",
      '{"name":"kit","exports":{}}',
      "Expected `exports` to be the one source file that is the package's entry, but found {}. " +
        'Name the file there: "exports": "./index.ts".',
    ],
    [
      "conditions",
      '{"name":"kit","exports":{"import":"./index.ts"}}',
      'Expected `exports` to name one source file for each path, such as "./storage": "./storage.ts", but found ' +
        '"import": "./index.ts". Write each path out; a layer has neither conditions nor patterns.',
    ],
    [
      "conditions below a path",
      '{"name":"kit","exports":{".":{"require":"./index.ts"}}}',
      'Expected `exports` to name one source file for each path, such as "./storage": "./storage.ts", but found ' +
        '".": {"require":"./index.ts"}. Write each path out; a layer has neither conditions nor patterns.',
    ],
    [
      "a pattern",
      '{"name":"kit","exports":{"./*":"./*.ts"}}',
      'Expected `exports` to name one source file for each path, such as "./storage": "./storage.ts", but found ' +
        '"./*": "./*.ts". Write each path out; a layer has neither conditions nor patterns.',
    ],
    [
      "a path outside",
      '{"name":"kit","exports":{"./../x":"./index.ts"}}',
      'Expected `exports` to name one source file for each path, such as "./storage": "./storage.ts", but found ' +
        '"./../x": "./index.ts". Write each path out; a layer has neither conditions nor patterns.',
    ],
    [
      "one of several entries that is not there",
      '{"name":"kit","exports":{".":"./index.ts"}}',
      "Expected `exports` to be a file in the folder, but found no file at ./index.ts. Check its spelling.",
    ],
    [
      "an entry that is not there",
      '{"name":"kit","exports":"./gone.ts"}',
      "Expected `exports` to be a file in the folder, but found no file at ./gone.ts. Check its spelling.",
    ],
  ];
  for (const [what, text, message] of packageErrors) {
    it(`names a layer of shared code with ${what}`, async () => {
      project = temporaryProject({ "layers/kit/package.json": text });
      await refuses(`layers/kit/package.json: ${message}`, [], [project.source("kit")]);
    });
  }

  it("names file, line and column of shared code that does not compile", async () => {
    project = temporaryProject({
      "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
      "layers/kit/index.ts": "export const kit = ;\n",
    });
    await refuses(
      'layers/kit/index.ts:1:20: Expected code that compiles, but found this error: Unexpected ";". ' +
        "Correct it and build again.\n" +
        "    1 │ export const kit = ;\n" +
        "      ╵                    ^",
      [],
      [project.source("kit")],
    );
  });
});
