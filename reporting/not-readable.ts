/** What was found in the place of a file that the system could not read: `nothing there`. */
export function notReadable(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "nothing there";
  if (code === "EISDIR") return "a folder";
  return code === "EACCES" || code === "EPERM" ? "no permission to read it" : code;
}
