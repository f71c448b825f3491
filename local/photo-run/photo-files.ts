import { closeSync, openSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { notReadable } from "../../reporting/not-readable.ts";
import { UserError } from "../../reporting/user-error.ts";

/** A file to run through the pipeline. */
export interface PhotoFile {
  readonly path: string;
  /** Unique in the run: the file's name, with a number where two files have one name. */
  readonly name: string;
  /** Why it cannot be read, of what was found in a folder: `nothing there`. */
  readonly problem?: string;
}

type FoundFile = Pick<PhotoFile, "path" | "problem">;

/**
 * The files that paths lead to, folders with all that is in them except what begins with a dot. A file that is given
 * twice comes twice, under one name.
 *
 * @throws UserError for a path that does not exist or cannot be read, and where there is no file at all; what is so inside of
 * a folder is a file with a problem.
 */
export function photoFiles(paths: readonly string[]): readonly PhotoFile[] {
  const files = paths.flatMap((path) => expand(path));
  if (files.length === 0) {
    throw new UserError({
      at: paths.join(", "),
      expected: "at least one file",
      found: "none",
      advice: "Name a photo, or a folder that holds one.",
    });
  }
  return withUniqueNames(files);
}

/** `above` are the folders that led here: one that a link leads back to is not entered again. */
function expand(path: string, above: readonly string[] = []): readonly FoundFile[] {
  if (!isFolder(path)) {
    readable(path, () => closeSync(openSync(path, "r")));
    return [{ path }];
  }
  const folder = realpathSync(path);
  if (above.includes(folder)) return [];
  const names = readable(path, () => readdirSync(path)).filter((name) => !name.startsWith("."));
  const paths = names.sort().map((name) => join(path, name));
  // Files first: of two files with one name the one that lies higher keeps it.
  const found = paths.map((inner) => expandInner(inner, [...above, folder]));
  return [...found.filter(({ isFile }) => isFile), ...found.filter(({ isFile }) => !isFile)].flatMap(
    ({ files }) => files,
  );
}

interface Inner {
  readonly isFile: boolean;
  readonly files: readonly FoundFile[];
}

/** Something in a folder; nobody has named it, and the others go on without it. */
function expandInner(path: string, above: readonly string[]): Inner {
  try {
    return { isFile: !isFolder(path), files: expand(path, above) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { isFile: true, files: [{ path, problem: error.parts.found }] };
  }
}

/** @throws UserError for what is neither a folder nor a file: reading a pipe might never end. */
function isFolder(path: string): boolean {
  const entry = readable(path, () => statSync(path));
  if (entry.isDirectory() || entry.isFile()) return entry.isDirectory();
  throw cannotRead(path, "neither of them", "Leave it out.");
}

function readable<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw cannotRead(path, "nothing there", "Check the spelling.");
    throw cannotRead(path, notReadable(error), "Give yourself permission, or leave it out.");
  }
}

function cannotRead(path: string, found: string, advice: string): UserError {
  return new UserError({ at: path, expected: "a file or folder that can be read", found, advice });
}

function withUniqueNames(files: readonly FoundFile[]): readonly PhotoFile[] {
  const namesByFile = new Map<string, string>();
  const taken = new Set<string>();
  return files.map(({ path, ...problem }) => {
    const file = "problem" in problem ? path : realpathSync(path);
    const name = namesByFile.get(file) ?? freeName(basename(path), taken);
    namesByFile.set(file, name);
    taken.add(comparable(name));
    return { path, name, ...problem };
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}-${number}${extension}`;
    if (!taken.has(comparable(candidate))) return candidate;
  }
}

/** Names that one file system or another takes for the same. */
function comparable(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
