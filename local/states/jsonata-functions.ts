import { createHash, randomUUID } from "node:crypto";
import { javaRandom } from "./java-random.ts";
import { HASH_ALGORITHMS } from "./value-intrinsics.ts";

type Functions = Readonly<Record<string, unknown>>;

/** Made once for an execution, not for each expression. */
const functionsByRandom = new WeakMap<() => number, Functions>();

/** What AWS says of an expression that makes too much. */
export const MEMORY_LIMIT_EXCEEDED =
  "Expression evaluation memory limit exceeded: Check for excessive memory usage";

/** The most items that AWS lets `$range` make. */
const LONGEST_RANGE = 360_145;

/**
 * The functions that Step Functions adds to JSONata, by name, and `$eval`, which it takes away. Numbers are cut towards
 * zero; undefined is the answer to arguments that are missing or make no sense, and fails the field that the expression stands in.
 *
 * Follows "Transforming data with JSONata in Step Functions", and what AWS says of other arguments.
 */
export function jsonataFunctions(random: () => number): Functions {
  const known = functionsByRandom.get(random);
  if (known !== undefined) return known;
  const functions = {
    eval: undefined,
    partition,
    range,
    hash,
    random: (...given: readonly unknown[]) => {
      const [seed] = checked(1, given, isNumber);
      return seed === undefined ? random() : javaRandom(Math.trunc(Number(seed)))();
    },
    uuid: (...given: readonly unknown[]) => {
      checked(0, given, isNumber);
      return randomUUID();
    },
    parse: (...given: readonly unknown[]) => {
      const [text] = checked(1, given, isText);
      return text === undefined ? undefined : parsed(String(text));
    },
  };
  functionsByRandom.set(random, functions);
  return functions;
}

/** What `$error` throws. */
function failure(message: string): Error {
  return Object.assign(new Error(message), { code: "D3137" });
}

/** What jsonata throws of an argument; it has the words for it. */
function argumentFailure(code: "T0410" | "T0412", index: number): Error {
  return Object.assign(new Error(code), { code, index });
}

const isNumber = (value: unknown) => typeof value === "number";
const isText = (value: unknown) => typeof value === "string";

/** The arguments, of which each that is not missing has to be of the type. */
function checked(
  most: number,
  given: readonly unknown[],
  isRight: (value: unknown) => boolean,
): readonly unknown[] {
  const wrong = given.findIndex((value, index) => index >= most || (value !== undefined && !isRight(value)));
  if (wrong >= 0) throw argumentFailure("T0410", wrong + 1);
  return given;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failure("Invalid JSON");
  }
}

function partition(...given: readonly unknown[]): unknown {
  const [items, ...sizes] = given;
  if (items === undefined) return undefined;
  if (!Array.isArray(items)) throw argumentFailure("T0412", 1);
  const [chunkSize] = checked(2, [undefined, ...sizes], isNumber).slice(1);
  if (chunkSize === undefined) return [items];
  const size = Math.trunc(Number(chunkSize));
  if (size < 0) throw failure("Second argument must be zero or greater");
  if (size === 0 || items.length === 0) return undefined;
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function range(...given: readonly unknown[]): unknown {
  const bounds = checked(3, given, isNumber);
  if (bounds.length < 3 || bounds.includes(undefined)) return undefined;
  const [first = 0, last = 0, stride = 0] = bounds.map((bound) => Math.trunc(Number(bound)));
  if (stride === 0) return undefined;
  const length = Math.floor((last - first) / stride) + 1;
  if (length > LONGEST_RANGE) throw new Error(MEMORY_LIMIT_EXCEEDED);
  if (length < 1) return undefined;
  // A sequence of one item is that item, as everywhere in JSONata.
  return length === 1 ? first : Array.from({ length }, (_, index) => first + index * stride);
}

/** In AWS's order. */
const HASHES = ["SHA-1", "SHA-384", "SHA-256", "SHA-512", "MD5"];

function hash(...given: readonly unknown[]): unknown {
  const [text, algorithm = null] = checked(2, given.length === 0 ? [null] : given, isText);
  if (text === undefined || given.length < 2) return undefined;
  const digest = HASH_ALGORITHMS.get(String(algorithm));
  if (digest === undefined)
    throw failure(`Hash algorithm '${algorithm}' must be one of ${HASHES.join(", ")}`);
  return createHash(digest).update(String(text), "utf8").digest("hex");
}
