import { readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { UserError } from "../reporting/user-error.ts";
import type { ArtifactInput } from "./artifact.ts";
import type { BuildContext } from "./build-context.ts";
import { type FolderFile, folderFiles } from "./folder-files.ts";
import type { ZipFile } from "./zip-file.ts";

/** The files of a folder that decide what is built from it. */
export interface FolderInputs {
  /** Absolute. */
  readonly folder: string;
  /** Relative to the project's root. */
  readonly shown: string;
  readonly files: readonly FolderFile[];
  /** The same files by their paths from the project's root, with what they contain. */
  readonly inputs: readonly ArtifactInput[];
}

/**
 * Finds and hashes the files of the folder from which the function `id` is built, apart from what `isLeftOut` names.
 *
 * @throws UserError where there is no folder or no file in it, and for links that leave it.
 */
export function folderInputs(
  context: BuildContext,
  { id, folder }: { readonly id: string; readonly folder: string },
  isLeftOut: (name: string) => boolean,
): FolderInputs {
  const shown = context.shown(folder);
  const refused = (found: string): UserError =>
    new UserError({
      at: shown,
      expected: `the folder with the files of ${id}`,
      found,
      advice: "Check the path where the function is declared.",
    });
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw refused("no folder");
  const files = folderFiles({ folder, shown, isLeftOut });
  if (files.length === 0) throw refused("no file in it");
  const inputs = context.inputsAt(files.map(({ path }) => posix.join(shown, path)));
  return { folder, shown, files, inputs };
}

/** The files as a zip takes them. */
export function readFolderFiles({
  folder,
  files,
}: Pick<FolderInputs, "folder" | "files">): readonly ZipFile[] {
  return files.map(({ path, executable }) => ({ path, executable, bytes: readFileSync(join(folder, path)) }));
}
