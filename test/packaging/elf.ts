/** `e_machine` of programs for these machines. */
const MACHINES = { arm64: 183, x64: 62 } as const;

/** The header of a Linux program. */
export function elf(cpu: keyof typeof MACHINES): Buffer {
  const header = Buffer.alloc(64);
  header.write("\x7fELF", "latin1");
  header[4] = 2; // 64 bit
  header[5] = 1; // little endian
  header.writeUInt16LE(MACHINES[cpu], 18);
  return header;
}

/** The header of a macOS program. */
export function machO(): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(0xfeedfacf, 0);
  return header;
}
