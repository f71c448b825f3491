import { statSync } from "node:fs";
import { join, posix } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import { parseJsonObject, readLayerPackageJson } from "./layer-package-json.ts";

/** A package of shared code, as its `package.json` describes it. */
export interface SourcePackage {
  readonly name: string;
  /** The absolute paths of the source files by what they are imported as, sorted: `.`, `./storage`. */
  readonly exports: ReadonlyMap<string, string>;
  /** Whether `exports` names several paths, or could; else the package is one file. */
  readonly hasSubpaths: boolean;
}

/** A package name that is a folder name too ("package.json", section name, in the npm documentation). */
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** The package itself or one path below it, whose parts are names of files. */
const SUBPATH = /^\.(\/[A-Za-z0-9_~@-][A-Za-z0-9._~@-]*)*$/;

/**
 * Reads what the folder of a source layer provides; `shown` is the folder as messages name it.
 *
 * @throws UserError without a `package.json`, a `name` in it, or `exports` that is one existing file or an object of
 * one for each path.
 */
export function readSourcePackage(folder: string, shown: string): SourcePackage {
  const at = posix.join(shown, "package.json");
  const { name, exports } = parseJsonObject(readLayerPackageJson(folder, shown), at);
  if (typeof name !== "string" || !PACKAGE_NAME.test(name)) {
    throw new UserError({
      at,
      expected: "`name`, the package that handlers import",
      found: name === undefined ? "none" : JSON.stringify(name),
      advice: 'Give the package a name, such as "@app/image-kit".',
    });
  }
  const files = exportedFiles(exports, at);
  const paths = Object.keys(files).sort();
  return {
    name,
    exports: new Map(paths.map((path) => [path, existingFile(folder, files[path] as string, at)])),
    hasSubpaths: typeof exports !== "string",
  };
}

function exportedFiles(exports: unknown, at: string): Readonly<Record<string, string>> {
  if (typeof exports === "string") return { ".": exports };
  if (!isObject(exports) || Object.keys(exports).length === 0) {
    throw new UserError({
      at,
      expected: "`exports` to be the one source file that is the package's entry",
      found: exports === undefined ? "none" : JSON.stringify(exports),
      advice: 'Name the file there: "exports": "./index.ts".',
    });
  }
  for (const [path, file] of Object.entries(exports)) {
    if (SUBPATH.test(path) && typeof file === "string") continue;
    throw new UserError({
      at,
      expected: '`exports` to name one source file for each path, such as "./storage": "./storage.ts"',
      found: `${JSON.stringify(path)}: ${JSON.stringify(file)}`,
      advice: "Write each path out; a layer has neither conditions nor patterns.",
    });
  }
  return exports as Readonly<Record<string, string>>;
}

function existingFile(folder: string, file: string, at: string): string {
  const path = join(folder, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new UserError({
    at,
    expected: "`exports` to be a file in the folder",
    found: `no file at ${file}`,
    advice: "Check its spelling.",
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
