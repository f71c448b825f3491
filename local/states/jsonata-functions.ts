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
 * zero; undefined is the answer to arguments that make no sense, and fails the field that the expression stands in.
 *
 * Follows "Transforming data with JSONata in Step Functions".
 */
export function jsonataFunctions(random: () => number): Functions {
  const known = functionsByRandom.get(random);
  if (known !== undefined) return known;
  const functions = {
    eval: undefined,
    partition,
    range,
    hash,
    random: (seed?: number) => (seed === undefined ? random() : javaRandom(Math.trunc(seed))()),
    uuid: () => randomUUID(),
    parse: (text?: string) => (text === undefined ? undefined : JSON.parse(text)),
  };
  functionsByRandom.set(random, functions);
  return functions;
}

function partition(items?: unknown, chunkSize?: number): unknown {
  const size = Math.trunc(chunkSize ?? 0);
  if (items === undefined || size < 1) return undefined;
  const list = Array.isArray(items) ? items : [items];
  const chunks = Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
  return chunks.length === 0 ? undefined : chunks;
}

function range(start?: number, end?: number, step?: number): unknown {
  if (start === undefined || end === undefined || step === undefined) return undefined;
  const [first, last, stride] = [Math.trunc(start), Math.trunc(end), Math.trunc(step)];
  if (stride === 0) return undefined;
  const length = Math.floor((last - first) / stride) + 1;
  if (length > LONGEST_RANGE) throw new Error(MEMORY_LIMIT_EXCEEDED);
  if (length < 1) return undefined;
  // A sequence of one item is that item, as everywhere in JSONata.
  return length === 1 ? first : Array.from({ length }, (_, index) => first + index * stride);
}

function hash(text?: string, algorithm?: string): unknown {
  if (text === undefined || algorithm === undefined) return undefined;
  const digest = HASH_ALGORITHMS.get(algorithm);
  if (digest === undefined) {
    throw new Error(`$hash() takes one of ${[...HASH_ALGORITHMS.keys()].join(", ")}, not "${algorithm}"`);
  }
  return createHash(digest).update(String(text), "utf8").digest("hex");
}
