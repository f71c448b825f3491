import type { JsonObject } from "./json-value.ts";
import { nestedRun, numberSetting } from "./settings.ts";
import type { StateRun } from "./state-run.ts";

/** The largest input of a child execution, in bytes ("ItemBatcher (Map)"). */
const LARGEST_BATCH_BYTES = 256 * 1024;

/** The inputs of child executions that get several items each, as the `ItemBatcher` of a Map state says. Follows "ItemBatcher (Map)". */
export async function batchItems(
  run: StateRun,
  batcher: JsonObject,
  items: readonly unknown[],
): Promise<readonly JsonObject[]> {
  const settings = nestedRun(run, batcher);
  const mostItems = await numberSetting(settings, "MaxItemsPerBatch", Number.POSITIVE_INFINITY);
  const mostBytes = await numberSetting(settings, "MaxInputBytesPerBatch", LARGEST_BATCH_BYTES);
  const { BatchInput: declared } = batcher;
  const BatchInput =
    declared === undefined ? undefined : await run.dialect.fill(run, declared, "ItemBatcher/BatchInput");
  const around = BatchInput === undefined ? {} : { BatchInput };
  const spareBytes = Math.min(mostBytes, LARGEST_BATCH_BYTES) - jsonBytes({ ...around, Items: [] });
  return batches(items, mostItems, spareBytes).map((Items) => ({ ...around, Items }));
}

/** Lists of items in their order; each has at least one, whatever its size. */
function batches(
  items: readonly unknown[],
  mostItems: number,
  spareBytes: number,
): readonly (readonly unknown[])[] {
  const all: unknown[][] = [];
  let leftBytes = 0;
  for (const item of items) {
    const bytes = jsonBytes(item);
    const current = all.at(-1);
    if (current !== undefined && current.length < mostItems && bytes < leftBytes) {
      current.push(item);
      leftBytes -= bytes + 1; // and the comma before it
    } else {
      all.push([item]);
      leftBytes = spareBytes - bytes;
    }
  }
  return all;
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
