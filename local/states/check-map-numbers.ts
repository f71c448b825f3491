import { checkAll } from "./check-all.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { pathField } from "./path-field.ts";
import { type Range, rangeChecks, whole } from "./range-checks.ts";
import { refuseBoth } from "./refuse-both.ts";
import { requireReference } from "./require-reference.ts";

type Ranges = Readonly<Record<string, Range>>;

/** "ItemReader (Map)": more items than these are not read. */
const READER: Ranges = { MaxItems: whole(0, 100_000_000) };

/** "ItemBatcher (Map)": the input of a child is not larger. */
const BATCHER: Ranges = {
  MaxItemsPerBatch: whole(0, Number.POSITIVE_INFINITY),
  MaxInputBytesPerBatch: whole(0, 256 * 1024),
};

/** Throws DefinitionError for numbers of items that "ValidateStateMachineDefinition" does not take, as they are or behind a path. */
export function checkMapNumbers({ ItemReader, ItemBatcher }: JsonObject, place: string): void {
  const config = isJsonObject(ItemReader) ? ItemReader.ReaderConfig : undefined;
  checkAll([
    () => checkNumbers(config, READER, `${place}/ItemReader/ReaderConfig`),
    () => checkNumbers(ItemBatcher, BATCHER, `${place}/ItemBatcher`),
  ]);
}

function checkNumbers(of: unknown, ranges: Ranges, place: string): void {
  if (!isJsonObject(of)) return;
  checkAll([
    ...rangeChecks(of, ranges, place),
    ...Object.keys(ranges).map((field) => () => checkPath(of, field, place)),
  ]);
}

function checkPath(of: JsonObject, field: string, place: string): void {
  const other = pathField(field);
  if (of[other] === undefined) return;
  refuseBoth(of, field, other, place);
  requireReference(of[other], `${place}/${other}`);
}
