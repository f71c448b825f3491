import { posix } from "node:path";
import type { SourceTree } from "./source-tree.ts";

/** Whether an import takes what a folder has: `import(`./pages/${name}.ts`)` is `./pages/*.ts` to esbuild. */
export function isGlob(specifier: string): boolean {
  return /^\.{1,2}\/.*\*/.test(specifier);
}

/** The folder, relative to the project's root, below which the files of an import by a pattern lie. */
export function globFolder(importer: string, specifier: string): string {
  const fixed = specifier.slice(0, specifier.indexOf("*"));
  const path = posix.join(posix.dirname(importer), fixed, ".");
  return fixed.endsWith("/") ? path : posix.dirname(path);
}

/** Adds a folder and all folders below it whose names such a pattern is compared with. */
export function addFoldersBelow(tree: SourceTree, folder: string, folders: Set<string>): void {
  folders.add(folder);
  for (const name of tree.namesIn(folder)) {
    const path = posix.join(folder, name);
    // A link could lead in circles; esbuild does not follow it either.
    const isPlain = tree.kindOf(path) === "folder" && tree.realPathOf(path)?.endsWith(name);
    if (isPlain && name !== "node_modules" && !folders.has(path)) addFoldersBelow(tree, path, folders);
  }
}
