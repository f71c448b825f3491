import assert from "node:assert/strict";
import type { Artifact } from "../../packaging/artifact.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** More than one pass of esbuild takes. */
const NAMES = Array.from({ length: 23 }, (_, index) => `name${index}`);

/** A file for every name, and one that all of them share. */
const FILES = {
  "node_modules/many/package.json": '{ "name": "many", "version": "1.0.0", "sideEffects": false }',
  "node_modules/many/index.mjs": NAMES.map((name) => `export * from "./${name}.mjs";`).join("\n"),
  "node_modules/many/shared.mjs": "export const shared = (value) => value;",
  ...Object.fromEntries(
    NAMES.map((name) => [
      `node_modules/many/${name}.mjs`,
      `import { shared } from "./shared.mjs"; export const ${name} = shared("${name}");`,
    ]),
  ),
};

/** A handler that uses members of a namespace, which a package hands on. */
const SPACES = {
  "node_modules/spaces/package.json": '{ "name": "spaces", "type": "module", "sideEffects": false }',
  "node_modules/spaces/index.js": 'export * as space from "./space.js";',
  "node_modules/spaces/space.js": 'export * from "./first.js"; export * from "./second.js";',
  "node_modules/spaces/first.js": "export const one = 1;",
  "node_modules/spaces/second.js": "export const two = 2;",
  "functions/spaces/handler.ts":
    'import { space } from "spaces/index.js"; export const handler = () => [space.one, space.more];',
};

const NAMESPACES = [
  [
    "what its namespace is",
    "node_modules/spaces/index.js",
    "export const space = { one: 'one', more: 'more' };",
  ],
  ["what is in its namespace", "node_modules/spaces/second.js", "export const more = 3;"],
  ["the kind of a module in it", "node_modules/spaces/second.js", "exports.more = 4;"],
] as const;

function handler(name: string): string {
  return `import { ${name} } from "many/index.mjs"; export const handler = () => ${name};`;
}

describe("sets of packages", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject(FILES);
    for (const name of NAMES) project.write(`functions/${name}/handler.ts`, handler(name));
  });
  afterEach(() => project.remove());

  it("have the bytes that each has alone, however many are bundled", async () => {
    const together = await project.build(NAMES.map((name) => project.fn(name)));
    assert.equal(new Set(together.map(({ sha256 }) => sha256)).size, NAMES.length);
    for (const artifact of [together[0], together[8], together[9], together[22]]) {
      assert.deepEqual(withoutPlace(artifact), withoutPlace(await builtAlone(artifact?.id ?? "")));
    }
  });

  it("are taken from the cache for the zip of a handler that was edited", async () => {
    const [name = ""] = NAMES;
    await project.build([project.fn(name)]);
    const edited = `${handler(name)} // edited\nconsole.log("edited");`;
    project.write(`functions/${name}/handler.ts`, edited);
    const [recalled] = await project.build([project.fn(name)]);
    assert.deepEqual(withoutPlace(recalled), withoutPlace(await builtAlone(name, edited)));
  });

  for (const [what, path, text] of NAMESPACES) {
    it(`are made anew when a package changes ${what}, also for a handler that does not`, async () => {
      const spaces = temporaryProject({ ...SPACES, [path]: text });
      try {
        for (const [path, text] of Object.entries(SPACES)) project.write(path, text);
        await project.build([project.fn("spaces")]);
        project.write(path, text);
        const [again] = await project.build([project.fn("spaces")]);
        const [anew] = await spaces.build([spaces.fn("spaces")]);
        assert.deepEqual(withoutPlace(again), withoutPlace(anew));
      } finally {
        spaces.remove();
      }
    });
  }

  /** In a project of its own, with a cache of its own. */
  async function builtAlone(name: string, text: string = handler(name)): Promise<Artifact | undefined> {
    const other = temporaryProject({ ...FILES, [`functions/${name}/handler.ts`]: text });
    try {
      const [artifact] = await other.build([other.fn(name)]);
      return artifact;
    } finally {
      other.remove();
    }
  }
});

function withoutPlace(artifact: Artifact | undefined): Partial<Artifact> {
  const { zipPath: _, mapPath: __, ...rest } = artifact ?? {};
  return rest;
}
