import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";

const PACKAGES = "node_modules";

/**
 * Gives a copy of a repository the packages that are installed here, wherever it has a `package.json`: as files of their own
 * folders, since the build must not see where they come from, but without copying them where the disk allows it. What tools keep
 * in `node_modules/.cache` stays here.
 *
 * @param here - the repository's root.
 * @param there - that of the copy.
 */
export function linkPackages(here: string, there: string): void {
  for (const folder of foldersWithPackages(there, "")) {
    const [from, to] = [join(here, folder, PACKAGES), join(there, folder, PACKAGES)];
    if (existsSync(from) && !existsSync(to)) linkFolder(from, to);
  }
}

function foldersWithPackages(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return [
    ...(entries.some((entry) => entry.isFile() && entry.name === "package.json") ? [folder] : []),
    ...entries
      .filter((entry) => entry.isDirectory() && entry.name !== PACKAGES)
      .flatMap((entry) => foldersWithPackages(root, join(folder, entry.name))),
  ];
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isDirectory() && entry.name !== ".cache") linkFolder(source, target);
    else if (entry.isFile()) linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target, constants.COPYFILE_FICLONE); // on another disk
  }
}
