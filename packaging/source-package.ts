import { statSync } from "node:fs";
import { join, posix } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import { parseJsonObject, readLayerPackageJson } from "./layer-package-json.ts";

/** A package of shared code, as its `package.json` describes it. */
export interface SourcePackage {
  readonly name: string;
  /** The absolute path of its source entry. */
  readonly entry: string;
}

/** A package name that is a folder name too ("package.json", section name, in the npm documentation). */
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * Reads what the folder of a source layer provides; `shown` is the folder as messages name it.
 *
 * @throws UserError without a `package.json`, a `name` in it, or `exports` that is one existing file.
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
  if (typeof exports !== "string") {
    throw new UserError({
      at,
      expected: "`exports` to be the one source file that is the package's entry",
      found: exports === undefined ? "none" : JSON.stringify(exports),
      advice: 'Name the file there: "exports": "./index.ts".',
    });
  }
  const entry = join(folder, exports);
  if (!statSync(entry, { throwIfNoEntry: false })?.isFile()) {
    throw new UserError({
      at,
      expected: "`exports` to be a file in the folder",
      found: `no file at ${exports}`,
      advice: "Check its spelling.",
    });
  }
  return { name, entry };
}
