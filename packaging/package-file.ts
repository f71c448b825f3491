import { existsSync } from "node:fs";

let known: URL | undefined;

/** A file of this package by its path in it, whether its modules run from source or compiled from `dist/`. */
export function packageFile(path: string): URL {
  known ??= packageFolder();
  return new URL(path, known);
}

function packageFolder(): URL {
  let folder = new URL(".", import.meta.url);
  while (!existsSync(new URL("package.json", folder))) {
    const parent = new URL("..", folder);
    if (parent.href === folder.href) throw new Error("This package has lost its package.json.");
    folder = parent;
  }
  return folder;
}
