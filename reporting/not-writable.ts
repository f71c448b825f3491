/** What was found in the place of room that the system could write to: `no permission to write there`. */
export function notWritable(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") return "no permission to write there";
  if (code === "EROFS") return "a read-only file system";
  if (code === "ENOENT") return "no such folder";
  if (code === "ENOTDIR" || code === "EEXIST") return "a file in the place of a folder";
  if (code === "EISDIR") return "a folder";
  return code === "ENOSPC" ? "no space left" : code;
}
