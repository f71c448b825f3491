import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import { readContent } from "./file-content.ts";

/** What the disk is asked to keep; a seam, so that a full one can be tried. */
export interface WritableDisk {
  mkdirSync(path: string, options: { readonly recursive: true }): unknown;
  writeFileSync(path: string, bytes: Uint8Array): void;
  renameSync(from: string, to: string): void;
}

export interface CacheFolderOptions {
  /** Gets one line for each damaged entry, and one when nothing can be written. */
  readonly report: (line: string) => void;
  /** Gives the folder, which exists, for what the cache cannot take. It is asked for at most once. */
  readonly overflow: () => string;
  readonly disk?: WritableDisk;
}

/**
 * Files by name in one folder, which several processes may share: each is written under a temporary name and renamed. When
 * the folder cannot be written, what this build makes goes to another one.
 */
export interface CacheFolder {
  /** Absolute. */
  readonly path: string;
  /** The names of all that was read or written. */
  readonly used: ReadonlySet<string>;
  /** The names of what was written. */
  readonly written: ReadonlySet<string>;
  /** Where an entry is: absolute. */
  pathOf(name: string): string;
  /** The bytes of an entry that `isIntact` accepts; a damaged one is reported and counts as none. */
  read(name: string, isIntact: (bytes: Buffer) => boolean): Buffer | undefined;
  /** The size in bytes of an entry with this SHA-256; another one is damaged. It is read, but not held. */
  sizeOf(name: string, sha256: string): number | undefined;
  /** @throws UserError when no folder takes it. */
  write(name: string, bytes: Uint8Array): void;
}

/** The cache's folder: `TERRALOOM_CACHE`, or `node_modules/.cache/terraloom` in the project. */
export function cacheFolderPath(projectRoot: string, env: NodeJS.ProcessEnv): string {
  return resolve(projectRoot, env.TERRALOOM_CACHE || join("node_modules", ".cache", "terraloom"));
}

/** Opens the cache in `folder`, an absolute path, which need not exist. */
export function openCacheFolder(folder: string, options: CacheFolderOptions): CacheFolder {
  const { report, overflow, disk = { mkdirSync, writeFileSync, renameSync } } = options;
  const used = new Set<string>();
  const written = new Set<string>();
  const elsewhere = new Set<string>();
  const damaged = new Set<string>();
  let spare: string | undefined;
  const pathOf = (name: string): string => join(elsewhere.has(name) && spare ? spare : folder, name);
  const writeToSpare = (name: string, bytes: Uint8Array, reason: string): void => {
    if (spare === undefined) {
      spare = overflow();
      report(`The cache ${folder} cannot be written (${reason}): this build is not kept.`);
    }
    writeWhole(disk, join(spare, name), bytes);
    elsewhere.add(name);
  };
  const intact = <Content>(
    name: string,
    readAt: (path: string) => Content,
    isIntact: (content: Content) => boolean,
  ): Content | undefined => {
    const content = damaged.has(name) ? undefined : readIfThere(readAt, pathOf(name));
    if (content === undefined) return undefined;
    if (content === "unreadable" || !isIntact(content)) {
      damaged.add(name);
      report(`The stored artifact ${name} is damaged and is built again.`);
      return undefined;
    }
    used.add(name);
    touch(pathOf(name));
    return content;
  };
  return {
    path: folder,
    used,
    written,
    pathOf,
    read: (name, isIntact) => intact(name, readFileSync, isIntact),
    sizeOf: (name, sha256) => intact(name, readContent, (content) => content.sha256 === sha256)?.sizeBytes,
    write(name, bytes) {
      used.add(name);
      written.add(name);
      damaged.delete(name);
      try {
        if (spare === undefined) return writeWhole(disk, join(folder, name), bytes);
        writeToSpare(name, bytes, "");
      } catch (error) {
        if (spare !== undefined) throw unwritable(folder, error);
        try {
          writeToSpare(name, bytes, reasonOf(error));
        } catch (second) {
          throw unwritable(folder, second);
        }
      }
    },
  };
}

/** The oldest entries are the first to be removed; where that cannot be noted, the time of writing has to do. */
function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {}
}

function readIfThere<Content>(
  readAt: (path: string) => Content,
  path: string,
): Content | "unreadable" | undefined {
  try {
    return readAt(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" || !canEnter(dirname(path)) ? undefined : "unreadable";
  }
}

function canEnter(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function writeWhole(disk: WritableDisk, path: string, bytes: Uint8Array): void {
  const beside = `${path}.${randomUUID()}.partial`;
  try {
    writeInFolder(disk, beside, bytes);
    replace(disk, beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Hundreds of files are written into one folder, which is nearly always there. */
function writeInFolder(disk: WritableDisk, path: string, bytes: Uint8Array): void {
  try {
    disk.writeFileSync(path, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    disk.mkdirSync(dirname(path), { recursive: true });
    disk.writeFileSync(path, bytes);
  }
}

function replace(disk: WritableDisk, beside: string, path: string): void {
  try {
    disk.renameSync(beside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EISDIR" && code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "EPERM") throw error;
    rmSync(path, { recursive: true, force: true }); // a folder stands where the file belongs
    disk.renameSync(beside, path);
  }
}

function unwritable(folder: string, error: unknown): UserError {
  return new UserError({
    at: folder,
    expected: "a cache, or else a temporary folder, that can be written",
    found: reasonOf(error),
    advice: "Make room on the disk, or name another folder in TERRALOOM_CACHE.",
  });
}

/** The words of the system without its path: `ENOSPC: no space left on device`. */
function reasonOf(error: unknown): string {
  return (error as Error).message.split(",")[0] ?? "";
}
