import { chmodSync, renameSync, rmSync, symlinkSync, unlinkSync, utimesSync } from "node:fs";
import type { TemporaryProject } from "../temporary-project.ts";

/** A project in which every way of finding a file occurs. */
export const FILES = {
  "package.json": '{"name":"app"}',
  "functions/a/handler.ts": [
    'import { whole } from "whole";',
    'import part from "parted/part";',
    'import { folder } from "../../shared/folder";',
    'import { linked } from "./linked.ts";',
    'import { workspace } from "workspace";',
    "export const handler = () => [whole, part, folder, linked, workspace];",
  ].join("\n"),
  "functions/b/handler.ts": [
    'const texts = (name: string) => import("./texts/" + name + ".ts");',
    'let optional; try { optional = require("optional"); } catch {}',
    "export const handler = () => [texts, optional];",
  ].join("\n"),
  "functions/b/texts/de.ts": "export const text = 'Guten Tag';",
  "functions/c/handler.ts": "export const handler = () => 1;",
  "shared/folder/index.ts": "export const folder = 'index';",
  "targets/one.ts": "export const linked = 1;",
  "targets/two.ts": "export const linked = 2;",
  "packages/workspace/package.json": '{"name":"workspace","main":"index.js"}',
  "packages/workspace/index.js": "exports.workspace = 1;",
  "node_modules/whole/package.json": '{"name":"whole","version":"1.0.0","main":"lib"}',
  "node_modules/whole/lib/index.js": "exports.whole = require('./detail').detail;",
  "node_modules/whole/lib/detail.js": "exports.detail = 1;",
  "node_modules/whole/README.md": "whole",
  "node_modules/parted/package.json":
    '{"name":"parted","exports":{"./part":"./one.js","./other":"./two.js"}}',
  "node_modules/parted/one.js": "module.exports = 'one';",
  "node_modules/parted/two.js": "module.exports = 'two';",
  "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
  "layers/kit/index.ts": "export const kit = 1;",
};

/** What somebody does, and which of the artifacts are then not what was built before. */
export const CHANGES: readonly (readonly [string, (project: TemporaryProject) => void, readonly string[]])[] =
  [
    ["nothing", () => {}, []],
    [
      "time stamps and modes",
      (project) => {
        for (const path of Object.keys(FILES)) {
          utimesSync(project.path(path), 1_000_000, 1_000_000);
          chmodSync(project.path(path), 0o600);
        }
      },
      [],
    ],
    ["a handler", (project) => project.write("functions/c/handler.ts", "export const handler = 2;"), ["c"]],
    [
      "a shared module",
      (project) => project.write("shared/folder/index.ts", "export const folder = 2;"),
      ["a"],
    ],
    ["a file that nothing uses", (project) => project.write("functions/a/notes.ts", "export {};"), []],
    [
      "a file of a package",
      (project) => project.write("node_modules/whole/lib/detail.js", "exports.detail = 2;"),
      ["a"],
    ],
    ["a text of a package", (project) => project.write("node_modules/whole/README.md", "changed"), []],
    [
      "a file found before a folder",
      (project) => project.write("shared/folder.ts", "export const folder = 3;"),
      ["a"],
    ],
    [
      "a file found before another, in a package",
      (project) => project.write("node_modules/whole/lib.js", "exports.whole = 3;"),
      ["a"],
    ],
    [
      "a file with an extension that comes first, in a package",
      (project) => project.write("node_modules/whole/lib/detail.jsx", "exports.detail = 3;"),
      ["a"],
    ],
    [
      "a copy of a package that is nearer",
      (project) => project.write("functions/a/node_modules/whole/index.js", "exports.whole = 4;"),
      ["a"],
    ],
    [
      "a node_modules folder that is nearer, without the package",
      (project) => project.write("functions/node_modules/other/index.js", ""),
      ["a", "b"],
    ],
    [
      "the exports of a package",
      (project) => project.write("node_modules/parted/package.json", '{"exports":{"./part":"./two.js"}}'),
      ["a"],
    ],
    [
      "a package.json that is nearer",
      (project) => project.write("functions/c/package.json", '{"type":"module"}'),
      ["c"],
    ],
    [
      "where a link leads",
      (project) => {
        unlinkSync(project.path("functions/a/linked.ts"));
        symlinkSync("../../targets/two.ts", project.path("functions/a/linked.ts"));
      },
      ["a"],
    ],
    [
      "where the link of a workspace leads",
      (project) => {
        renameSync(project.path("packages/workspace"), project.path("packages/moved"));
        unlinkSync(project.path("node_modules/workspace"));
        symlinkSync("../packages/moved", project.path("node_modules/workspace"));
      },
      ["a"],
    ],
    [
      "code of a workspace",
      (project) => project.write("packages/workspace/index.js", "exports.workspace = 2;"),
      ["a"],
    ],
    [
      "a file that a pattern takes",
      (project) => project.write("functions/b/texts/fr.ts", "export const text = 1;"),
      ["b"],
    ],
    [
      "a file that a pattern took",
      (project) => project.write("functions/b/texts/de.ts", "export const text = 2;"),
      ["b"],
    ],
    [
      "a package that was optional",
      (project) => project.write("node_modules/optional/index.js", "module.exports = 1;"),
      ["b"],
    ],
    [
      "an optional package above the project",
      (project) => project.write("../node_modules/optional/index.js", "module.exports = 1;"),
      ["b"],
    ],
    [
      "a package that is gone",
      (project) => rmSync(project.path("node_modules/whole"), { recursive: true }),
      ["a"],
    ],
    ["code of a layer", (project) => project.write("layers/kit/index.ts", "export const kit = 2;"), ["kit"]],
    [
      "the name of a layer's package",
      (project) => project.write("layers/kit/package.json", '{"name":"kid","exports":"./index.ts"}'),
      ["kit"],
    ],
    [
      "a loop of links beside the sources",
      (project) => symlinkSync(".", project.path("functions/b/loop")),
      [],
    ],
  ];
