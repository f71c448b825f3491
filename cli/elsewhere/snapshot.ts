import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { relative } from "node:path";
import { UserError } from "../../reporting/user-error.ts";

/** Files of the project that git knows, in another folder. */
export interface Snapshot {
  /** What they are of, for messages: a short commit, and whether there are changes to it. */
  readonly name: string;
  /** The repository's folder, absolute. */
  readonly root: string;
  /** The project's folder in the repository; empty for its root. */
  readonly folder: string;
}

/** The files of the project as they are now. */
export interface WorkingSnapshot extends Snapshot {
  /** Files that git does not know, which are left out; relative to the working directory, with `/`. */
  readonly untracked: readonly string[];
  /** Files with changes that are not committed, which a clone would not have; relative to the working directory, with `/`. */
  readonly changed: readonly string[];
}

const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/**
 * Writes what git knows of the working folder, changes that are not committed too, to another folder: as a clone would have it.
 *
 * @throws {UserError} outside of a repository, or in one without a commit.
 */
export function writeSnapshot(target: string): WorkingSnapshot {
  return inRepository(() => {
    const changed = git("stash", "create");
    writeCommit(changed || git("rev-parse", "HEAD"), target);
    return {
      name: `${git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : " with changes that are not committed"}`,
      ...place(),
      untracked: paths("ls-files", "-z", "--others", "--exclude-standard"),
      changed: paths("diff", "-z", "--name-only", "--relative", "HEAD"),
    };
  });
}

/**
 * Writes a commit, whatever git understands as one, to another folder.
 *
 * @throws {UserError} outside of a repository, and for what is no commit of it.
 */
export function writeOldSnapshot(revision: string, target: string): Snapshot {
  inRepository(() => git("rev-parse", "HEAD"));
  const commit = commitOf(revision);
  writeCommit(commit, target);
  return { name: git("rev-parse", "--short", commit), ...place() };
}

function commitOf(revision: string): string {
  try {
    return git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
  } catch {
    throw new UserError({
      expected: "a commit of this repository",
      found: `"${revision}"`,
      advice: "Name a commit, branch or tag that git log knows here; git fetch brings what is missing.",
    });
  }
}

function writeCommit(commit: string, target: string): void {
  mkdirSync(target, { recursive: true });
  const archive = execFileSync("git", ["-C", place().root, "archive", commit], { maxBuffer: 2 ** 31 - 1 });
  // Nobody else may read the copy, which is one more thing that no byte may depend on.
  const unpack = 'umask 077 && exec tar --no-same-permissions -x -C "$0"';
  const { status } = spawnSync("sh", ["-c", unpack, target], { input: archive });
  if (status !== 0) throw new Error("tar failed");
}

function place(): Pick<Snapshot, "root" | "folder"> {
  const root = git("rev-parse", "--show-toplevel");
  return { root, folder: relative(root, process.cwd()) };
}

const paths = (...args: readonly string[]): readonly string[] =>
  git(...args)
    .split("\0")
    .filter(Boolean);

/** What git says of it: its first line without its level, or that there is no git. */
function reasonOf({
  code,
  message,
  stderr = "",
}: NodeJS.ErrnoException & { readonly stderr?: string }): string {
  if (code === "ENOENT") return "no git on this machine";
  const [said = ""] = stderr.trim().split("\n");
  return (said || message).replace(/^(fatal|error): /, "").replace(/\.$/, "");
}

function inRepository<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UserError({
      expected: "a git repository with a commit",
      found: reasonOf(error as NodeJS.ErrnoException & { readonly stderr?: string }),
      advice: "Run this in the folder of the app, in its repository.",
    });
  }
}
