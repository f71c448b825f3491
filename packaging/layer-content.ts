import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { exportedPath, exportedSubpaths } from "./package-exports.ts";
import { packageNameIn } from "./package-name.ts";
import { openZip } from "./unzip.ts";

/** Where an import leads in a layer. */
export type LayerLookup =
  | { readonly found: string }
  | {
      readonly found?: undefined;
      /**
       * `absent` for what is not there at all; `module-only` for what only an ES module could import; `lost` for an export
       * that leads to a file, `path`, which the layer does not have.
       */
      readonly problem: "absent" | "module-only" | "lost";
      readonly path?: string;
      /** Of the package; undefined where its package.json has none. */
      readonly version?: string;
      /** What can be imported instead; undefined for a package that does not restrict it. */
      readonly exports?: readonly string[];
    };

/** What lies in a layer. */
export interface LayerContent {
  /** Finds an import as Node.js does for `require` in a bundle, with the layer's `nodejs/node_modules` in `NODE_PATH`. */
  lookUp(specifier: string): LayerLookup;
}

const MODULES = "nodejs/node_modules";
/** The conditions that hold for `require` in the runtimes ("Conditional exports" in Node's documentation). */
const CONDITIONS: ReadonlySet<string> = new Set(["node", "require", "module-sync", "node-addons"]);
const IMPORT_CONDITIONS: ReadonlySet<string> = new Set(["node", "import", "module-sync", "node-addons"]);
const EXTENSIONS = ["", ".js", ".json", ".node"];

/**
 * Opens a layer's zip.
 *
 * ES modules are found as well: Node.js 22 can require those without a top-level `await`, which is not looked for.
 */
export function openLayer(zipPath: string): LayerContent {
  const files = openZip(readFileSync(zipPath));
  const json = (path: string): PackageJson | undefined => parsed(files.get(path)?.());
  const fileAt = (path: string) => EXTENSIONS.map((added) => path + added).find((file) => files.has(file));
  const folderAt = (path: string): string | undefined => {
    const main = json(`${path}/package.json`)?.main;
    const named = typeof main === "string" && main !== "" ? posix.join(path, main) : undefined;
    return (named && (fileAt(named) ?? fileAt(`${named}/index`))) ?? fileAt(`${path}/index`);
  };
  return {
    lookUp(specifier) {
      const name = packageNameIn(specifier) ?? specifier;
      const folder = `${MODULES}/${name}`;
      const subpath = `.${specifier.slice(name.length)}`;
      const { exports, version } = json(`${folder}/package.json`) ?? {};
      const known = typeof version === "string" ? { version } : {};
      if (exports === undefined || exports === null) {
        const path = posix.join(folder, subpath).replace(/\/$/, "");
        const found = (subpath === "." || subpath.endsWith("/") ? undefined : fileAt(path)) ?? folderAt(path);
        return found === undefined ? { problem: "absent", ...known } : { found };
      }
      const described = { ...known, exports: exportedSubpaths(exports).map((one) => posix.join(name, one)) };
      const target = exportedPath(exports, subpath, CONDITIONS);
      if (target === undefined) {
        const isModule = exportedPath(exports, subpath, IMPORT_CONDITIONS) !== undefined;
        return { problem: isModule ? "module-only" : "absent", ...described };
      }
      const path = posix.join(folder, target);
      return files.has(path) ? { found: path } : { problem: "lost", path: posix.join(target), ...described };
    },
  };
}

interface PackageJson {
  readonly main?: unknown;
  readonly version?: unknown;
  readonly exports?: unknown;
}

function parsed(bytes: Uint8Array | undefined): PackageJson | undefined {
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8")) ?? undefined;
  } catch {
    return undefined;
  }
}
