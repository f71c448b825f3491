import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { relative } from "node:path";
import { UserError } from "../reporting/user-error.ts";

/** The files of the project that git knows, as they are now. */
export interface Snapshot {
  /** What is proven, for messages: a short commit, and whether there are changes to it. */
  readonly name: string;
  /** The project's folder in the repository; empty for its root. */
  readonly folder: string;
  /** Files that git does not know, which are left out. */
  readonly untracked: readonly string[];
}

const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/**
 * Writes what git knows of the working folder, changes that are not committed too, to another folder: as a clone would have it.
 *
 * @throws {UserError} outside of a repository, or in one without a commit.
 */
export function writeSnapshot(target: string): Snapshot {
  try {
    const root = git("rev-parse", "--show-toplevel");
    const changed = git("stash", "create");
    const commit = changed || git("rev-parse", "HEAD");
    mkdirSync(target, { recursive: true });
    const archive = execFileSync("git", ["-C", root, "archive", commit], { maxBuffer: 2 ** 31 - 1 });
    // Nobody else may read the copy, which is one more thing that no byte may depend on.
    const unpack = 'umask 077 && exec tar --no-same-permissions -x -C "$0"';
    const { status } = spawnSync("sh", ["-c", unpack, target], { input: archive });
    if (status !== 0) throw new Error("tar failed");
    return {
      name: `${git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : " with changes that are not committed"}`,
      folder: relative(root, process.cwd()),
      untracked: git("ls-files", "--others", "--exclude-standard").split("\n").filter(Boolean),
    };
  } catch (error) {
    throw new UserError({
      expected: "a git repository with a commit",
      found: (error as Error).message.split("\n")[0] ?? "none",
      advice: "Run this in the folder of the app, in its repository.",
    });
  }
}
