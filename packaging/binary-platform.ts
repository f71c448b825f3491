/** What a program or library was compiled for, in npm's words. */
export interface BinaryPlatform {
  readonly os: "linux" | "darwin" | "win32";
  /** Of Linux only, where it is one that is known. */
  readonly cpu?: string;
}

/** `e_machine` of the ELF header. */
const ELF_MACHINES: ReadonlyMap<number, string> = new Map([
  [3, "ia32"],
  [40, "arm"],
  [62, "x64"],
  [183, "arm64"],
]);
const MACH_O = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe];

/** What a file is machine code for, by its header; undefined for what is none, such as a script. */
export function binaryPlatform(content: Uint8Array): BinaryPlatform | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 20) return undefined;
  if (bytes.toString("latin1", 0, 4) === "\x7fELF") {
    const littleEndian = bytes[5] === 1;
    const cpu = ELF_MACHINES.get(littleEndian ? bytes.readUInt16LE(18) : bytes.readUInt16BE(18));
    return { os: "linux", ...(cpu !== undefined && { cpu }) };
  }
  if (MACH_O.includes(bytes.readUInt32BE(0))) return { os: "darwin" };
  return bytes.toString("latin1", 0, 2) === "MZ" ? { os: "win32" } : undefined;
}
