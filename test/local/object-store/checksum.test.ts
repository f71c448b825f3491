import assert from "node:assert/strict";
import { type ChecksumAlgorithm, createChecksum } from "../../../local/object-store/checksum.ts";

/** The check values of the published CRC catalogues: those of the nine digits. */
const CHECK_VALUES: readonly (readonly [ChecksumAlgorithm, string])[] = [
  ["CRC32", "cbf43926"],
  ["CRC32C", "e3069283"],
  ["CRC64NVME", "ae8b14860a799888"],
  ["MD5", "25f9e794323b453885f5181f1b624d0b"],
];

describe("createChecksum", () => {
  for (const [algorithm, expected] of CHECK_VALUES) {
    it(`computes ${algorithm}, in one go and byte by byte`, () => {
      const once = createChecksum(algorithm);
      once.update(Buffer.from("123456789"));
      assert.equal(once.digest().toString("hex"), expected);
      const bytewise = createChecksum(algorithm);
      for (const byte of Buffer.from("123456789")) bytewise.update(Uint8Array.of(byte));
      assert.equal(bytewise.digest().toString("hex"), expected);
    });
  }
});
