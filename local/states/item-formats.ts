import { DELIMITERS, delimitedRecords } from "./delimited-text.ts";
import { isJsonObject, type JsonObject, parsedJson } from "./json-value.ts";
import { StatesError } from "./states-error.ts";

/** The items of a dataset. */
export interface Items {
  readonly items: readonly unknown[];
  /** Whether each is a field of an object: its `Key` and its `Value`. Default: false. */
  readonly areEntries?: boolean;
}

/** How each `InputType` that can be read here makes items of the text of an object. */
export const ITEM_FORMATS: Readonly<Record<string, (text: string, config: JsonObject) => Items>> = {
  CSV: csvItems,
  JSON: jsonItems,
  JSONL: jsonLines,
};

/** The error of a dataset that cannot be read. */
export function readerFailed(cause: string): StatesError {
  return new StatesError("States.ItemReaderFailed", cause);
}

/** Each record as an object with the header's names; a field that is missing is empty, one too many is left out. */
function csvItems(text: string, { CSVDelimiter, CSVHeaderLocation, CSVHeaders }: JsonObject): Items {
  const delimiter = DELIMITERS[String(CSVDelimiter ?? "COMMA")];
  if (delimiter === undefined) throw readerFailed(`The CSVDelimiter ${CSVDelimiter} is not supported.`);
  const records = delimitedRecords(text, delimiter);
  const isGiven = CSVHeaderLocation === "GIVEN";
  const names = isGiven && Array.isArray(CSVHeaders) ? CSVHeaders.map(String) : records[0];
  if (names === undefined) return { items: [] };
  const items = records
    .slice(isGiven ? 0 : 1)
    .map((fields) => Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ""])));
  return { items };
}

/** Of an object AWS takes the fields one by one. */
function jsonItems(text: string, { ItemsPointer }: JsonObject): Items {
  const whole = parse(text);
  const value = ItemsPointer === undefined ? whole : atPointer(whole, String(ItemsPointer));
  if (Array.isArray(value)) return { items: value };
  if (isJsonObject(value)) return { items: entriesOf(value), areEntries: true };
  if (value === undefined) {
    throw readerFailed(
      "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.",
    );
  }
  throw readerFailed("Attempting to map over non-iterable node.");
}

/** The fields of an object as items. */
export function entriesOf(value: JsonObject): readonly unknown[] {
  return Object.entries(value).map(([Key, Value]) => ({ Key, Value }));
}

function jsonLines(text: string): Items {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return { items: lines.map(parse) };
}

/** The value of a JSON text; what is none fails the reader. */
export function parse(text: string): unknown {
  const parsed = parsedJson(text);
  if (parsed !== undefined) return parsed;
  throw readerFailed("The dataset is not valid JSON.");
}

/** The value at a JSON pointer (RFC 6901); undefined where there is none. */
function atPointer(whole: unknown, pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, key) => {
      if (Array.isArray(value)) return value[Number(key)];
      return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }, whole);
}
