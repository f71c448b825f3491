import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, sep } from "node:path";
import { notWritable } from "../../reporting/not-writable.ts";
import { UserError } from "../../reporting/user-error.ts";
import type { PhotoFile } from "./photo-files.ts";

/** The folder in which each photo gets one of its own. */
export interface OutputFolder {
  /** Replaces a photo's folder as a whole; nobody ever sees half of it. */
  write(photo: string, files: Readonly<Record<string, Uint8Array>>): void;
}

/** The files that a run writes for a photo. */
const RESULT_FILE = /^((compressed|cropped|filtered)[-.].*|(labels|rejected)\.json)$/;

/**
 * Opens the folder for the results of `photos`. Nothing that no run has written is ever replaced.
 *
 * @throws UserError when `path` cannot be made or written to, and where something else has the place of a photo's folder.
 */
export function openOutputFolder(path: string, photos: readonly PhotoFile[] = []): OutputFolder {
  if (existsSync(path) && !statSync(path).isDirectory())
    throw refused(path, "a folder for the outputs", "a file");
  try {
    mkdirSync(path, { recursive: true });
    const probe = partialFolder(path);
    rmSync(probe, { recursive: true, force: true });
    mkdirSync(probe);
    rmSync(probe, { recursive: true });
  } catch (error) {
    throw refused(path, "a folder for the outputs that can be made and written to", notWritable(error));
  }
  for (const { name } of photos) refuseForeign(join(path, name));
  refuseInputsInside(path, photos);
  return { write: (photo, files) => replaceFolder(path, photo, files) };
}

function replaceFolder(path: string, photo: string, files: Readonly<Record<string, Uint8Array>>): void {
  const partial = partialFolder(path);
  rmSync(partial, { recursive: true, force: true });
  try {
    mkdirSync(partial);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(partial, basename(name)), bytes);
    const folder = join(path, photo);
    refuseForeign(folder);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function partialFolder(path: string): string {
  return join(path, `.terraloom-${process.pid}.partial`);
}

/** Refuses to replace what is not the folder of an earlier run. */
function refuseForeign(folder: string): void {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  if (entry === undefined) return;
  const expected = "nothing there, or the results of an earlier run";
  if (!entry.isDirectory()) throw refused(folder, expected, "a file");
  const foreign = readdirSync(folder).find((name) => !RESULT_FILE.test(name));
  if (foreign !== undefined) throw refused(folder, expected, `${foreign} in it`);
}

/** Refuses photos that lie in a folder that would be replaced. */
function refuseInputsInside(path: string, photos: readonly PhotoFile[]): void {
  const folders = photos.map(({ name }) => join(realpathSync(path), name) + sep);
  for (const { path: photo } of photos) {
    const real = existsSync(photo) ? realpathSync(photo) : photo;
    if (!folders.some((folder) => real.startsWith(folder))) continue;
    throw refused(photo, "a photo outside of the folders that this run replaces", "it inside of one");
  }
}

function refused(at: string, expected: string, found: string): UserError {
  return new UserError({ at, expected, found, advice: "Choose another folder with --out." });
}
