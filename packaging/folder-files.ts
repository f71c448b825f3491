import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { UserError } from "../reporting/user-error.ts";

/** A file somewhere below a folder. */
export interface FolderFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Whether its owner may run it. */
  readonly executable: boolean;
}

export interface FolderToList {
  /** Absolute. */
  readonly folder: string;
  /** The folder as messages name it. */
  readonly shown: string;
  /** Whether what has this name, a file or a folder with all in it, does not count. Default: everything counts. */
  readonly isLeftOut?: (name: string) => boolean;
}

/**
 * All files below a folder, sorted by path. Symbolic links count as what they lead to, as long as that lies in the folder.
 *
 * @throws UserError for a link that leaves the folder or leads in circles, and for what is neither file nor folder.
 */
export function folderFiles({ folder, shown, isLeftOut = () => false }: FolderToList): readonly FolderFile[] {
  const root = realpathSync.native(folder);
  const files: FolderFile[] = [];
  const visit = (path: string, around: readonly string[]): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      if (isLeftOut(entry.name)) continue;
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      const found = followed(entry, join(root, inner), root);
      if (typeof found === "string") throw unusable(posix.join(shown, inner), found);
      if (found.stats.isFile()) {
        files.push({ path: inner, executable: (found.stats.mode & 0o100) !== 0 });
      } else if (around.includes(found.target)) {
        throw unusable(posix.join(shown, inner), "a link to a folder that it lies in");
      } else {
        visit(inner, [...around, found.target]);
      }
    }
  };
  visit("", [root]);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Followed {
  /** Absolute, without links. */
  readonly target: string;
  readonly stats: Stats;
}

/** What an entry leads to, or what keeps it from counting. */
function followed(entry: Dirent, absolute: string, root: string): Followed | string {
  const stats = statsOf(absolute);
  if (stats === undefined) return "a link that leads nowhere";
  const target = entry.isSymbolicLink() ? realpathSync.native(absolute) : absolute;
  if (target !== root && !target.startsWith(`${root}${sep}`)) return "a link that leaves it";
  return stats.isFile() || stats.isDirectory() ? { target, stats } : "neither";
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined; // nothing there, or links that lead to each other
  }
}

function unusable(at: string, found: string): UserError {
  return new UserError({
    at,
    expected: "files and folders, and links that stay in the folder",
    found,
    advice: "Remove it, or put what it stands for there.",
  });
}
