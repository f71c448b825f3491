import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../reporting/user-error.ts";

/** The folder in which each photo gets one of its own. */
export interface OutputFolder {
  /** Replaces a photo's folder as a whole; nobody ever sees half of it. */
  write(photo: string, files: Readonly<Record<string, Uint8Array>>): void;
}

/** @throws UserError when `path` is a file, or cannot be made. */
export function openOutputFolder(path: string): OutputFolder {
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw new UserError({
      at: path,
      expected: "a folder for the outputs",
      found: "a file",
      advice: "Choose another folder with --out.",
    });
  }
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new UserError({
      at: path,
      expected: "a folder for the outputs that can be made",
      found: (error as NodeJS.ErrnoException).code ?? String(error),
      advice: "Choose another folder with --out.",
    });
  }
  return { write: (photo, files) => replaceFolder(path, photo, files) };
}

function replaceFolder(path: string, photo: string, files: Readonly<Record<string, Uint8Array>>): void {
  const partial = join(path, `.terraloom-${process.pid}.partial`);
  rmSync(partial, { recursive: true, force: true });
  try {
    mkdirSync(partial);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(partial, basename(name)), bytes);
    rmSync(join(path, photo), { recursive: true, force: true });
    renameSync(partial, join(path, photo));
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
