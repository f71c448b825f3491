import { createDeflatePool, type DeflatePool, deflateHere } from "./deflate-pool.ts";

/** What takes less time to deflate than to hand over to another thread. */
const MAX_BYTES_HERE = 16 * 1024;

/** The packages of many functions are the very same bytes. */
const DEFLATED = new WeakMap<Uint8Array, Uint8Array>();
const AHEAD = new WeakMap<Uint8Array, Promise<void>>();

let pool: DeflatePool | undefined;

/** The DEFLATE stream of some bytes (RFC 1951), made once. */
export function deflated(bytes: Uint8Array): Uint8Array {
  const stream = DEFLATED.get(bytes) ?? deflateHere(bytes);
  DEFLATED.set(bytes, stream);
  return stream;
}

/** Has another thread make what {@link deflated} will give, while this one goes on; resolves once it is there. What is small is made at once. */
export function deflateAhead(bytes: Uint8Array): Promise<void> {
  if (bytes.length <= MAX_BYTES_HERE) deflated(bytes);
  if (DEFLATED.has(bytes)) return Promise.resolve();
  const making = AHEAD.get(bytes) ?? inPool(bytes);
  AHEAD.set(bytes, making);
  return making;
}

/** Spares {@link deflated} the work for bytes that it has deflated before, in a zip from the cache. */
export function rememberDeflated(bytes: Uint8Array, stream: Uint8Array): void {
  DEFLATED.set(bytes, stream);
}

async function inPool(bytes: Uint8Array): Promise<void> {
  pool ??= createDeflatePool();
  DEFLATED.set(bytes, await pool.deflate(bytes));
}
