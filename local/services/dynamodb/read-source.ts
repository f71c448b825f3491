import type { JsonObject } from "../../states/json-value.ts";
import type { Item } from "./attribute-value.ts";
import type { DocumentPath } from "./expressions/document-path.ts";
import { projectItem } from "./expressions/projection.ts";
import { attributesOf, hasKey, keysOf } from "./item-key.ts";
import { readItem } from "./read-value.ts";
import { type Tables, tableOf, textIn } from "./request.ts";
import type { Table } from "./table.ts";
import type { IndexDefinition, KeySchema } from "./table-definition.ts";
import { invalidParameter, validationError } from "./validation-error.ts";

/** What a query or a scan reads: a table or one of its indexes. */
export interface ReadSource {
  readonly table: Table;
  readonly index: IndexDefinition | undefined;
  readonly key: KeySchema;
  /** The key of the index, where it is one, and that of the table: these tell an item from all others. */
  readonly keys: readonly KeySchema[];
}

/** @throws DynamoDbError ValidationException, ResourceNotFoundException */
export function readSource(tables: Tables, input: JsonObject): ReadSource {
  const table = tableOf(tables, input);
  const { key, indexes } = table.definition;
  const name = textIn(input, "IndexName");
  if (name === undefined) return { table, index: undefined, key, keys: [key] };
  const index = indexes.find((one) => one.name === name);
  if (index === undefined) throw validationError(`The table does not have the specified index: ${name}`);
  if (index.isGlobal && input.ConsistentRead === true) {
    throw validationError("Consistent reads are not supported on global secondary indexes");
  }
  return { table, index, key: index.key, keys: [index.key, key] };
}

/** Whether an item is in the table or the index. */
export function isIn({ key }: ReadSource, item: Item): boolean {
  return hasKey(item, key);
}

/**
 * Reads `ExclusiveStartKey`.
 *
 * @throws DynamoDbError ValidationException where it has not just the attributes of the keys
 */
export function startKeyOf({ keys }: ReadSource, input: JsonObject): Item | undefined {
  if (input.ExclusiveStartKey === undefined || input.ExclusiveStartKey === null) return undefined;
  const startKey = readItem(input.ExclusiveStartKey);
  const names = new Set(keys.flatMap(attributesOf).map(({ name }) => name));
  const isWhole = keys.every((key) => hasKey(startKey, key));
  if (isWhole && Object.keys(startKey).length === names.size) return startKey;
  throw validationError("The provided starting key is invalid");
}

const SELECTS = ["ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT"];

/**
 * What is shown of each item; undefined where they are only counted.
 *
 * @throws DynamoDbError ValidationException where the index does not have what is asked for
 */
export function shownPart(
  source: ReadSource,
  input: JsonObject,
  paths: readonly DocumentPath[] | undefined,
): ((item: Item) => Item) | undefined {
  const { index, keys } = source;
  const select = textIn(input, "Select") ?? (paths === undefined ? undefined : "SPECIFIC_ATTRIBUTES");
  checkSelect(select, index, paths);
  if (select === "COUNT") return undefined;
  const inIndex = index === undefined || index.projected === "ALL" ? undefined : index.projected;
  if (paths !== undefined) {
    if (index?.isGlobal && inIndex !== undefined) checkProjected(index.name, keys, inIndex, paths);
    return (item) => projectItem(item, paths);
  }
  // A local index reads the rest from the table where all is asked for.
  if (inIndex === undefined || select === "ALL_ATTRIBUTES") return (item) => item;
  return (item) => ({
    ...projectItem(
      item,
      inIndex.map((name) => [name]),
    ),
    ...keysOf(item, ...keys),
  });
}

function checkSelect(
  select: string | undefined,
  index: IndexDefinition | undefined,
  paths: readonly DocumentPath[] | undefined,
): void {
  if (select !== undefined && !SELECTS.includes(select)) {
    throw validationError(
      `1 validation error detected: Value '${select}' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]`,
    );
  }
  if (paths !== undefined && select !== "SPECIFIC_ATTRIBUTES") {
    throw validationError(`Cannot specify the ProjectionExpression when choosing to get ${select}`);
  }
  if (paths === undefined && select === "SPECIFIC_ATTRIBUTES") {
    throw validationError(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  }
  if (select === "ALL_PROJECTED_ATTRIBUTES" && index === undefined) {
    throw invalidParameter("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  if (select === "ALL_ATTRIBUTES" && index?.isGlobal && index.projected !== "ALL") {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
}

function checkProjected(
  index: string,
  keys: readonly KeySchema[],
  inIndex: readonly string[],
  paths: readonly DocumentPath[],
): void {
  const present = new Set([...inIndex, ...keys.flatMap(attributesOf).map(({ name }) => name)]);
  const absent = paths.map(([name]) => String(name)).filter((name) => !present.has(name));
  if (absent.length === 0) return;
  throw invalidParameter(`Global secondary index ${index} does not project [${absent.join(", ")}]`);
}
