import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";

/**
 * Whose rules turn a CommonJS module into an ES module where a file imports it: those of Node, or those of bundlers, which
 * know `__esModule` ("Default interop" in esbuild's "Content Types").
 */
export type Interop = "node" | "bundler";

/** Reads whose rules the file at an absolute path follows; remembers what it has read. */
export function interopReader(): (path: string) => Interop {
  const byFolder = new Map<string, Interop>();
  const ofFolder = (folder: string): Interop => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const type = packageType(folder);
    const parent = dirname(folder);
    const interop = type === undefined && parent !== folder ? ofFolder(parent) : ofType(type);
    byFolder.set(folder, interop);
    return interop;
  };
  return (path) => {
    const extension = extname(path);
    if (extension === ".mjs" || extension === ".mts") return "node";
    return extension === ".cjs" || extension === ".cts" ? "bundler" : ofFolder(dirname(path));
  };
}

function ofType(type: string | undefined): Interop {
  return type === "module" ? "node" : "bundler";
}

/** The `type` of the folder's own package.json, "" where it names none; undefined without a package.json. */
function packageType(folder: string): string | undefined {
  try {
    const { type } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof type === "string" ? type : "";
  } catch {
    return undefined;
  }
}
