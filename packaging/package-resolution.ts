import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { OnResolveArgs, ResolveResult } from "esbuild";
import { packageNameIn } from "./package-name.ts";
import { pathFromRoot } from "./path-from-root.ts";
import type { SourceTree } from "./source-tree.ts";

/** Asks esbuild, which costs a way to its process and back. */
export type AskEsbuild = (args: OnResolveArgs) => Promise<ResolveResult>;

/**
 * Resolves imports by package names as `ask` does, each package and path in it once for all files that find the package in one
 * folder ("Loading from node_modules folders", Node's documentation): handlers by the hundred import the same few.
 */
export function packageResolver(tree: SourceTree, ask: AskEsbuild): AskEsbuild {
  const answers = new Map<string, Promise<ResolveResult>>();
  const packages = packageFinder(tree);
  return (args) => {
    const folder = pathFromRoot(tree.root, args.resolveDir);
    const name = packageNameIn(args.path);
    const found = name === undefined ? undefined : packages.find(folder, name);
    if (found === undefined) return ask(args);
    const key = [found, args.path, args.kind, JSON.stringify(args.with)].join("\n");
    const answer = answers.get(key) ?? ask(args);
    answers.set(key, answer);
    return answer;
  };
}

interface PackageFinder {
  /** Where a package is found from a folder; undefined where it is not, or where another rule could come first. */
  find(folder: string, name: string): string | undefined;
}

function packageFinder(tree: SourceTree): PackageFinder {
  const found = new Map<string, string | undefined>();
  const enclosing = new Map<string, string | undefined>();
  /** A package may import itself by its own name ("Self-referencing a package using its name"). */
  const enclosingName = (folder: string): string | undefined => {
    if (enclosing.has(folder)) return enclosing.get(folder);
    const isThere = tree.kindOf(posix.join(folder, "package.json")) === "file";
    const name = isThere
      ? nameOf(join(tree.root, folder, "package.json"))
      : isTop(tree, folder)
        ? undefined
        : enclosingName(posix.join(folder, ".."));
    enclosing.set(folder, name);
    return name;
  };
  const search = (folder: string, name: string): string | undefined => {
    for (let at = folder; ; at = posix.join(at, "..")) {
      const candidate = posix.join(at, "node_modules", name);
      if (tree.kindOf(candidate) !== undefined) return candidate;
      if (isTop(tree, at)) return undefined;
    }
  };
  return {
    find(folder, name) {
      if (enclosingName(folder) === name) return undefined;
      const key = `${folder}\n${name}`;
      if (!found.has(key)) found.set(key, search(folder, name));
      return found.get(key);
    },
  };
}

/** The root of the file system, which lies as many folders above the project as its path has. */
function isTop(tree: SourceTree, folder: string): boolean {
  return join(tree.root, folder) === join(tree.root, folder, "..");
}

function nameOf(packageJson: string): string | undefined {
  try {
    return JSON.parse(readFileSync(packageJson, "utf8")).name;
  } catch {
    return undefined;
  }
}
