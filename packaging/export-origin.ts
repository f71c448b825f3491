import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type ModuleExports, moduleExports } from "./module-exports.ts";
import type { SourceTree } from "./source-tree.ts";

/** Where an export comes from. Paths are relative to the project's root. */
export interface ExportOrigin {
  readonly path: string;
  /** Null for the namespace of the module. */
  readonly name: string | null;
  /** The modules that hand it on, the asked one first. */
  readonly through: readonly string[];
}

/** Follows the exports of modules through their files, each read once. */
export interface ExportOrigins {
  /** `none` where the module exports no such name; undefined where that cannot be told: it may be CommonJS, another package's, or ambiguous. */
  originOf(path: string, name: string): ExportOrigin | "none" | undefined;
  /** Whether a module does nothing but import and export. */
  isFacade(path: string): boolean;
}

interface Way {
  /** Where it has been, for modules that export each other in a circle. */
  readonly steps: readonly string[];
  readonly through: readonly string[];
}

export function createExportOrigins(tree: SourceTree): ExportOrigins {
  const modules = new Map<string, ModuleExports | undefined>();
  const moduleAt = (path: string): ModuleExports | undefined => {
    if (!modules.has(path)) modules.set(path, readExports(join(tree.root, path)));
    return modules.get(path);
  };

  const follow = (path: string, name: string, way: Way): ExportOrigin | "none" | undefined => {
    const step = `${path}\n${name}`;
    if (way.steps.includes(step)) return "none";
    const ahead: Way = { steps: [...way.steps, step], through: [...way.through, path] };
    const found = moduleAt(path);
    if (found === undefined) return undefined;
    const source = found.named.get(name);
    if (source === "own") return { path, name, through: way.through };
    if (source === undefined) return name === "default" ? "none" : followStars(path, name, ahead);
    const from = relativeFile(tree, path, source.from);
    // What another package exports is an export all the same, only not known to be a namespace.
    if (from === undefined) return { path, name, through: way.through };
    if (source.name === null) return { path: from, name: null, through: ahead.through };
    return follow(from, source.name, ahead);
  };

  const followStars = (path: string, name: string, way: Way): ExportOrigin | "none" | undefined => {
    const origins = new Map<string, ExportOrigin>();
    for (const star of moduleAt(path)?.stars ?? []) {
      const from = relativeFile(tree, path, star);
      const origin = from === undefined ? undefined : follow(from, name, way);
      if (origin === undefined) return undefined;
      if (origin !== "none") origins.set(`${origin.path}\n${origin.name}`, origin);
    }
    // A name that `export *` gives from two modules is ambiguous.
    return origins.size > 1 ? undefined : ([...origins.values()][0] ?? "none");
  };

  return {
    originOf: (path, name) => follow(path, name, { steps: [], through: [] }),
    isFacade: (path) => moduleAt(path)?.isFacade === true,
  };
}

/** What esbuild tries before `.js`, behind a name or in a folder ("Resolve extensions"). */
const BEFORE_JS = [".tsx", ".ts", ".jsx"];

/** The file that a relative specifier stands for; undefined where only esbuild can say, and for modules that are no JavaScript. */
function relativeFile(tree: SourceTree, importer: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  const path = posix.join(posix.dirname(importer), specifier);
  const kind = tree.kindOf(path);
  if (kind === "file") return /\.m?js$/.test(path) ? path : undefined;
  const isFile = (candidate: string) => tree.kindOf(candidate) === "file";
  const plain = (base: string) =>
    !BEFORE_JS.some((extension) => isFile(base + extension)) && isFile(`${base}.js`)
      ? `${base}.js`
      : undefined;
  if (kind === undefined) return plain(path);
  const isNamed = [...BEFORE_JS, ".js", ".css", ".json"].some((extension) => isFile(path + extension));
  return isNamed || isFile(`${path}/package.json`) ? undefined : plain(`${path}/index`);
}

function readExports(path: string): ModuleExports | undefined {
  try {
    return moduleExports(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
