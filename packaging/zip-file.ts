/** One file of a zip. */
export interface ZipFile {
  /** Relative, with `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Mode 0755 instead of 0644. Default: false. */
  readonly executable?: boolean;
}

/**
 * Refuses a path that would leave the folder into which a zip is unpacked, or that systems read differently.
 *
 * @throws Error naming the path.
 */
export function refuseUnsafePath(path: string): void {
  const parts = path.split("/");
  const unsafe = parts.some((part) => part === "" || part === "." || part === "..");
  if (unsafe || /[\\\0]|^[A-Za-z]:/.test(path)) {
    throw new Error(`Invalid zip: the path ${JSON.stringify(path)} is not a plain relative one.`);
  }
}

/** The layout of the ZIP file format ("APPNOTE.TXT - .ZIP File Format Specification"), as far as Lambda needs it. */
export const ZIP = {
  localHeader: 0x04034b50,
  localHeaderBytes: 30,
  centralHeader: 0x02014b50,
  centralHeaderBytes: 46,
  end: 0x06054b50,
  endBytes: 22,
  maxCommentBytes: 0xffff,
  stored: 0,
  deflated: 8,
  encryptedFlag: 0x0001,
  utf8Flag: 0x0800,
} as const;
