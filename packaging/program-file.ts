import type { ZipFile } from "./zip-file.ts";

/** A library of machine code, which is loaded and not started. */
const LIBRARY_NAME = /\.(node|dll|dylib|so(\.[\d.]+)?)$/;
const MACH_O = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]);
const ELF_EXECUTABLE = 2;
const ELF_SHARED = 3;

/**
 * Whether a file is a program: a script that names its interpreter, or machine code that is no library. The content tells,
 * because the modes of an installed package depend on npm, on the umask and on the file system.
 */
export function isProgram({ path, bytes }: Pick<ZipFile, "path" | "bytes">): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 20));
  if (start.toString("latin1", 0, 2) === "#!") return true;
  if (start.length < 20 || LIBRARY_NAME.test(path)) return false;
  if (start.toString("latin1", 0, 4) !== "\x7fELF") return MACH_O.has(start.readUInt32BE(0));
  const type = start[5] === 1 ? start.readUInt16LE(16) : start.readUInt16BE(16);
  return type === ELF_EXECUTABLE || type === ELF_SHARED;
}
