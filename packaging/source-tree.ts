import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, posix, relative, sep } from "node:path";
import { type FileContent, readContent } from "./file-content.ts";
import { sha256 } from "./sha256.ts";

/**
 * What lies in and around a project, each thing read once. All paths are relative to the project's root, with `/` between
 * folders; they may begin with `../`. What cannot be read is not there.
 */
export interface SourceTree {
  /** Absolute, without symbolic links. */
  readonly root: string;
  /** When reading began, in milliseconds since 1970: nothing that is remembered is older. */
  readonly openedAt: number;
  contentOf(path: string): FileContent | undefined;
  /** The same of a file in a folder (`.` is the root): hundreds of bundles ask for the same thousands, whose paths are not put together for it. */
  contentIn(folder: string, name: string): FileContent | undefined;
  /** Through symbolic links. */
  kindOf(path: string): "file" | "folder" | undefined;
  /** The names in a folder. */
  namesIn(path: string): readonly string[];
  /** The SHA-256 of a folder's names and of what they stand for; not of any content. */
  listingOf(path: string): string | undefined;
  /** Where a path leads when symbolic links are followed. */
  realPathOf(path: string): string | undefined;
  /** Whether there is nothing of this name in any folder above the root. */
  isNowhereAbove(name: string): boolean;
  /** Forgets all that was read. */
  reopen(): void;
}

type Kind = "file" | "folder" | "link" | "other";

interface Folder {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly digest: string;
}

/** Opens the tree around `root`, an absolute path without symbolic links. */
export function openSourceTree(root: string, now: () => number = Date.now): SourceTree {
  const memos: Map<string, unknown>[] = [];
  const remembered = <Value>(read: (path: string) => Value): ((path: string) => Value) => {
    const memo = new Map<string, Value>();
    memos.push(memo);
    return readingOnce(read, memo);
  };
  const absolute = (path: string): string => `${root}/${path}`; // thousands of them: `join` takes ten times as long
  const contentsAt = remembered((folder) =>
    readingOnce((name) =>
      orUndefined(() => readContent(absolute(folder === "." ? name : `${folder}/${name}`))),
    ),
  );
  const folderAt = remembered((path) => orUndefined(() => readFolder(absolute(path))));
  const kindBelow = remembered((path) => kindThroughLinks(absolute(path)));
  let openedAt = now();
  return {
    root,
    get openedAt() {
      return openedAt;
    },
    contentOf: (path) => contentsAt(posix.dirname(path))(posix.basename(path)),
    contentIn: (folder, name) => contentsAt(folder)(name),
    kindOf(path) {
      const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      if (path.endsWith("..") || path === "") return kindBelow(path);
      const kind = folderAt(parent)?.kinds.get(path.slice(path.lastIndexOf("/") + 1));
      return kind === "link" || kind === "other" ? kindBelow(path) : kind;
    },
    namesIn: (path) => [...(folderAt(path)?.kinds.keys() ?? [])],
    listingOf: (path) => folderAt(path)?.digest,
    realPathOf: remembered((path) =>
      orUndefined(() =>
        relative(root, realpathSync.native(absolute(path)))
          .split(sep)
          .join("/"),
      ),
    ),
    isNowhereAbove: remembered((name) => foldersAbove(root).every((folder) => !isThere(join(folder, name)))),
    reopen() {
      for (const memo of memos) memo.clear();
      openedAt = now();
    },
  };
}

function readingOnce<Value>(
  read: (path: string) => Value,
  memo: Map<string, Value> = new Map(),
): (path: string) => Value {
  return (path) => {
    const known = memo.get(path);
    if (known !== undefined || memo.has(path)) return known as Value;
    const value = read(path);
    memo.set(path, value);
    return value;
  };
}

function readFolder(path: string): Folder {
  const kinds = new Map(
    readdirSync(path, { withFileTypes: true }).map((entry) => [entry.name, kindOfEntry(entry)]),
  );
  const lines = Array.from(kinds, ([name, kind]) => `${name}/${kind}`);
  return { kinds, digest: sha256(lines.sort().join("\n")) };
}

function kindOfEntry(entry: Dirent): Kind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "link" : "other";
}

function kindThroughLinks(path: string): "file" | "folder" | undefined {
  const found = orUndefined(() => statSync(path));
  if (found?.isFile()) return "file";
  return found?.isDirectory() ? "folder" : undefined;
}

function isThere(path: string): boolean {
  return orUndefined(() => readdirSync(dirname(path)))?.includes(basename(path)) ?? false;
}

function foldersAbove(root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) return folders;
  }
}

/** A path that leads nowhere, in circles or to what may not be read is one where nothing is. */
function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
