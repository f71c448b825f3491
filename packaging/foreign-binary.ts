import { binaryPlatform } from "./binary-platform.ts";
import type { NpmTarget } from "./npm-target.ts";
import type { ZipFile } from "./zip-file.ts";

const LIBRARY_NAME = /\.(node|dll|exe|dylib|so(\.[\d.]+)?)$/;

/** Whether a file is machine code for another system than `target`, by its header; nothing else is. */
export function isForeignBinary({ path, bytes }: ZipFile, target: NpmTarget): boolean {
  const platform = binaryPlatform(bytes);
  if (platform === undefined) return false;
  // The headers of other systems are too short to trust them in any file.
  if (platform.os !== "linux") return LIBRARY_NAME.test(path) && platform.os !== target.os;
  if (target.os !== "linux" || platform.cpu !== target.cpu) return true;
  // Both C libraries use one format; packages with builds for both tell them apart in the file's path.
  return target.libc === "glibc" && /musl/.test(path);
}
