import { createHash, randomUUID } from "node:crypto";
import {
  type Intrinsic,
  refuse,
  requireCount,
  requireInteger,
  requireNumber,
  requireObject,
  requireText,
} from "./intrinsic.ts";
import { javaRandom } from "./java-random.ts";

/** The longest text that `States.Hash` takes, in characters. */
const LONGEST_HASHED_TEXT = 10_000;

/** The digests that Step Functions knows, by the name it gives them, with the name OpenSSL gives them. */
export const HASH_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ["MD5", "md5"],
  ["SHA-1", "sha1"],
  ["SHA-256", "sha256"],
  ["SHA-384", "sha384"],
  ["SHA-512", "sha512"],
]);

/** "Intrinsics for JSON data manipulation", "for hash calculations", "for math operations" and "for unique identifiers". */
export const valueIntrinsics: Readonly<Record<string, Intrinsic>> = {
  "States.StringToJson": (args) => {
    requireCount("StringToJson", args, 1);
    const text = requireText("StringToJson", args[0]);
    try {
      return JSON.parse(text);
    } catch {
      throw refuse("StringToJson");
    }
  },

  "States.JsonToString": (args) => {
    requireCount("JsonToString", args, 1);
    return JSON.stringify(args[0]);
  },

  "States.JsonMerge": (args) => {
    requireCount("JsonMerge", args, 3);
    if (args[2] !== false) throw refuse("JsonMerge"); // a deep merge is not offered
    return { ...requireObject("JsonMerge", args[0]), ...requireObject("JsonMerge", args[1]) };
  },

  "States.Hash": (args) => {
    requireCount("Hash", args, 2);
    const text = typeof args[0] === "string" ? args[0] : JSON.stringify(args[0]);
    if (text.length > LONGEST_HASHED_TEXT) {
      throw refuse("Hash");
    }
    const algorithm = HASH_ALGORITHMS.get(requireText("Hash", args[1]));
    if (algorithm === undefined) throw refuse("Hash");
    return createHash(algorithm).update(text, "utf8").digest("hex");
  },

  "States.MathAdd": (args) => {
    requireCount("MathAdd", args, 2);
    return inRange(inRange(rounded(args[0])) + inRange(rounded(args[1])));
  },

  "States.MathRandom": (args, random) => {
    requireCount("MathRandom", args, 2, 3);
    const from = requireInteger("MathRandom", args[0]);
    const to = requireInteger("MathRandom", args[1]);
    if (from >= to) throw refuse("MathRandom");
    const next = args.length === 3 ? javaRandom(requireInteger("MathRandom", args[2])) : random;
    return from + Math.floor(next() * (to - from));
  },

  "States.UUID": (args) => {
    requireCount("UUID", args, 0);
    return randomUUID();
  },
};

/** The summands alone are rounded. */
function rounded(summand: unknown): number {
  return Math.round(requireNumber("MathAdd", summand));
}

/** The integers of 32 bits. */
function inRange(integer: number): number {
  if (integer < -(2 ** 31) || integer >= 2 ** 31) throw refuse("MathAdd");
  return integer;
}
