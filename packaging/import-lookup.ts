import { parse, posix, resolve } from "node:path";
import { packageFolder, packageNameOf } from "./package-folder.ts";
import { packageNameIn } from "./package-name.ts";
import type { SourceTree } from "./source-tree.ts";

/** An import, and the file that it was found to be. */
export interface ResolvedImport {
  readonly specifier: string;
  /** Relative to the project's root; undefined where nothing was found, as for an optional package. */
  readonly found: string | undefined;
}

/** What was looked at, each as a {@link Trace} has it. */
export interface Lookup {
  readonly files: Set<string>;
  readonly folders: Set<string>;
  readonly links: Set<string>;
  readonly absent: Set<string>;
  readonly absentAbove: Set<string>;
}

/** The order in which esbuild tries extensions ("Resolve extensions" in esbuild's documentation). */
const EXTENSIONS = [".tsx", ".ts", ".jsx", ".js", ".css", ".json"];
/** What may stand for a name that TypeScript writes as its output is called. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Adds what was looked at to resolve an import of `importer` ("Modules: CommonJS modules", Node's documentation). */
export function lookUpImport(tree: SourceTree, importer: string, one: ResolvedImport, lookup: Lookup): void {
  const { specifier, found } = one;
  if (/^\.{1,2}(\/|$)/.test(specifier)) lookUpPath(tree, importer, one, lookup);
  else {
    const name = specifier.startsWith("#") ? packageNameOf(found ?? "") : packageNameIn(specifier);
    if (name !== undefined) lookUpPackage(tree, importer, name, lookup);
  }
  if (found !== undefined) lookUpInPackage(tree, posix.dirname(found), lookup);
}

/**
 * Adds a folder of a package in `node_modules` and all above it in the package: whatever else is looked for in them is
 * then in their listings.
 */
export function lookUpInPackage(tree: SourceTree, folder: string, lookup: Lookup): void {
  const root = packageFolder(`${folder}/`);
  if (root === undefined || lookup.folders.has(folder)) return;
  lookup.folders.add(folder);
  const packageJson = `${folder}/package.json`;
  if (tree.kindOf(packageJson) === "file") lookup.files.add(packageJson);
  if (folder === root) lookup.links.add(root);
  else lookUpInPackage(tree, posix.dirname(folder), lookup);
}

/** Adds the nearest package.json of own code: it says what kind of modules there are, and which have effects. */
export function lookUpPackageJson(tree: SourceTree, path: string, lookup: Lookup): void {
  const found = lookUpwards(tree, posix.dirname(path), "package.json", lookup);
  if (found !== undefined) lookup.files.add(found);
}

function lookUpPath(tree: SourceTree, importer: string, one: ResolvedImport, lookup: Lookup): void {
  const base = posix.join(importer, "..", one.specifier);
  if (packageFolder(importer) !== undefined && packageFolder(base) === packageFolder(importer)) {
    lookUpInPackage(tree, posix.dirname(base), lookup);
    if (tree.kindOf(base) === "folder") lookUpInPackage(tree, base, lookup);
    return;
  }
  for (const candidate of candidatesOf(base)) {
    const kind = tree.kindOf(candidate);
    if (kind === undefined) lookup.absent.add(candidate);
    else if (candidate === `${base}/package.json`) lookup.files.add(candidate);
    else if (kind === "file") {
      if (candidate !== one.found) lookup.links.add(candidate);
      return;
    }
  }
}

/** Where esbuild looks for a path without or with its extension, in its order. */
function candidatesOf(base: string): readonly string[] {
  const extension = posix.extname(base);
  const stem = base.slice(0, base.length - extension.length);
  return [
    base,
    ...EXTENSIONS.map((added) => base + added),
    ...(SOURCES_OF[extension] ?? []).map((source) => stem + source),
    `${base}/package.json`,
    ...EXTENSIONS.map((added) => `${base}/index${added}`),
  ];
}

function lookUpPackage(tree: SourceTree, importer: string, name: string, lookup: Lookup): void {
  const found = lookUpwards(tree, posix.dirname(importer), `node_modules/${name}`, lookup);
  if (found === undefined) return;
  lookup.links.add(found);
  const packageJson = `${tree.realPathOf(found) ?? found}/package.json`;
  if (tree.kindOf(packageJson) === "file") lookup.files.add(packageJson);
}

/** The nearest path that ends in `name`, from `folder` upwards; adds where it was not. */
function lookUpwards(tree: SourceTree, folder: string, name: string, lookup: Lookup): string | undefined {
  const absent: string[] = [];
  for (let at = folder; ; at = posix.join(at, "..")) {
    const candidate = posix.join(at, name);
    if (tree.kindOf(candidate) !== undefined) {
      for (const path of absent) lookup.absent.add(path);
      return candidate;
    }
    const modules = posix.join(at, "node_modules");
    // One folder that is not there stands for all that is not in it.
    const isWhole = name !== "package.json" && tree.kindOf(modules) === undefined;
    if (!lookup.folders.has(at) || tree.kindOf(modules) !== undefined)
      absent.push(isWhole ? modules : candidate);
    if (isAbove(at) && resolve(tree.root, at) === parse(tree.root).root) break;
  }
  for (const path of absent) if (!path.startsWith("../")) lookup.absent.add(path);
  lookup.absentAbove.add(name);
  return undefined;
}

function isAbove(folder: string): boolean {
  return folder === ".." || folder.endsWith("/..");
}
