import { sha256 } from "./sha256.ts";

const DIGEST_LENGTH = 64;
const NEWLINE = 0x0a;

/**
 * The text of the record for `key`: a digest of the key and of all that follows, then one line of JSON for each entry, the
 * latest first. Lines are read one by one, because the first nearly always fits.
 */
export function recordBytes(key: string, entries: readonly string[]): Buffer {
  const body = entries.map((entry) => `${entry}\n`).join("");
  return Buffer.from(`${digestOf(key, Buffer.from(body))}\n${body}`);
}

/** Whether a record is what {@link recordBytes} gave for this key. */
export function isIntactRecord(key: string, bytes: Buffer): boolean {
  if (bytes[DIGEST_LENGTH] !== NEWLINE) return false;
  const digest = bytes.toString("latin1", 0, DIGEST_LENGTH);
  return digest === digestOf(key, bytes.subarray(DIGEST_LENGTH + 1));
}

/** The entries of an intact record, as JSON. */
export function recordEntries(bytes: Buffer): readonly string[] {
  const body = bytes.toString("utf8", DIGEST_LENGTH + 1);
  return body.split("\n").filter((line) => line !== "");
}

function digestOf(key: string, body: Uint8Array): string {
  return sha256(`${key} ${sha256(body)}`);
}
