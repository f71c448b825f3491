/** Folders at the root of a project that are written by commands, not by people. */
const WRITTEN_FOLDERS = ["cdktf.out", "dist", "out"];

/**
 * Whether a save of this path can mean anything. Not for what commands write, for packages, and for hidden files and
 * folders, among which editors have their own.
 *
 * @param path relative to the project's root, with `/` between folders
 * @param written further folders that commands write, given in the same way
 */
export function isWatchedPath(path: string, written: readonly string[] = []): boolean {
  const parts = path.split("/");
  if (parts.some((part) => part === "node_modules" || (part.startsWith(".") && part !== ".."))) return false;
  return ![...WRITTEN_FOLDERS, ...written].some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** Sources and settings; not what editors leave beside a file, such as `handler.ts~`. */
const SOURCE_FILE = /\.([cm]?[jt]sx?|json|ya?ml|toml)$/;
const TEST_FILE = /(^|\/)(test|tests|__tests__)\/|\.(test|spec)\.\w+$/;

/** Whether what an app declares may depend on a file that is no input of any function or layer. */
export function mayDeclare(path: string): boolean {
  return SOURCE_FILE.test(path) && !TEST_FILE.test(path);
}
