import { type TemporaryProject, temporaryProject } from "../packaging/temporary-project.ts";

const HANDLERS = 6;

/** A project with functions, packages and a layer, whose build takes long enough to be disturbed. */
export function faultyProject(): TemporaryProject {
  const files: Record<string, string> = {
    "package.json": '{"name":"faulty"}',
    "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
    "layers/kit/index.ts": "export const kit = 1;",
  };
  for (let index = 0; index < HANDLERS; index += 1) {
    files[`node_modules/pack${index}/package.json`] = `{"name":"pack${index}","version":"1.0.${index}"}`;
    files[`node_modules/pack${index}/index.js`] =
      `exports.pack = ${JSON.stringify("x".repeat(50_000 + index))};`;
    files[`functions/f${index}/handler.ts`] =
      `import { pack } from "pack${index}";\nimport { kit } from "kit";\n` +
      `export const handler = () => [pack, kit, ${index}];`;
  }
  return temporaryProject(files);
}
