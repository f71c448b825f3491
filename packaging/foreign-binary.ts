import type { NpmTarget } from "./npm-target.ts";
import type { ZipFile } from "./zip-file.ts";

const LIBRARY_NAME = /\.(node|dll|exe|dylib|so(\.[\d.]+)?)$/;

/** `e_machine` of the ELF header. */
const ELF_MACHINES: ReadonlyMap<number, string> = new Map([
  [3, "ia32"],
  [40, "arm"],
  [62, "x64"],
  [183, "arm64"],
]);

/** Whether a file is machine code for another system than `target`, by its header; nothing else is. */
export function isForeignBinary(file: ZipFile, target: NpmTarget): boolean {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  if (bytes.length < 20) return false;
  if (bytes.toString("latin1", 0, 4) === "\x7fELF") return isForeignElf(bytes, file.path, target);
  if (!LIBRARY_NAME.test(file.path)) return false;
  if (isMachO(bytes)) return target.os !== "darwin";
  return bytes.toString("latin1", 0, 2) === "MZ" && target.os !== "win32";
}

function isForeignElf(bytes: Buffer, path: string, target: NpmTarget): boolean {
  if (target.os !== "linux") return true;
  const littleEndian = bytes[5] === 1;
  const machine = ELF_MACHINES.get(littleEndian ? bytes.readUInt16LE(18) : bytes.readUInt16BE(18));
  if (machine !== target.cpu) return true;
  // Both C libraries use one format; packages with builds for both tell them apart in the file's path.
  return target.libc === "glibc" && /musl/.test(path);
}

function isMachO(bytes: Buffer): boolean {
  return [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(bytes.readUInt32BE(0));
}
