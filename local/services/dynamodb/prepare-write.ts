import type { JsonObject } from "../../states/json-value.ts";
import type { Item } from "./attribute-value.ts";
import { applyUpdate } from "./expressions/apply-update.ts";
import { parseCondition } from "./expressions/parse-condition.ts";
import { parseUpdate } from "./expressions/parse-update.ts";
import { type Placeholders, readPlaceholders } from "./expressions/placeholders.ts";
import { writtenPaths } from "./expressions/update.ts";
import { attributesOf, checkItemKeys, checkKey, keysOf } from "./item-key.ts";
import { itemSizeBytes } from "./item-size.ts";
import { readItem } from "./read-value.ts";
import { oneOf, refuseLegacy, required, type Tables, tableOf, textIn } from "./request.ts";
import type { TableDefinition } from "./table-definition.ts";
import { invalidParameter, validationError } from "./validation-error.ts";
import type { Write } from "./write.ts";

/** "Quotas in Amazon DynamoDB": 400 KB. */
const MAX_ITEM_BYTES = 400 * 1024;

/** Reads a write from a request, or from an action of a transaction: both have the same parameters. */
export type PrepareWrite = (tables: Tables, input: JsonObject) => Write;

/** @throws DynamoDbError ValidationException, ResourceNotFoundException */
export const preparePut: PrepareWrite = (tables, input) => {
  const table = tableOf(tables, input);
  const item = readItem(required(input, "Item"));
  checkItemKeys(item, table.definition);
  if (itemSizeBytes(item) > MAX_ITEM_BYTES) {
    throw validationError("Item size has exceeded the maximum allowed size");
  }
  const key = keysOf(item, table.definition.key);
  return { ...conditionOf(input), table, key, next: () => item, written: [] };
};

/** @throws DynamoDbError ValidationException, ResourceNotFoundException */
export const prepareDelete: PrepareWrite = (tables, input) => {
  const { table, key } = keyOf(tables, input);
  return { ...conditionOf(input), table, key, next: () => undefined, written: [] };
};

/** A condition of a transaction, which writes nothing. */
export const prepareConditionCheck: PrepareWrite = (tables, input) => {
  required(input, "ConditionExpression");
  const { table, key } = keyOf(tables, input);
  return { ...conditionOf(input), table, key, next: (before) => before, written: [] };
};

/** @throws DynamoDbError ValidationException, ResourceNotFoundException */
export const prepareUpdate: PrepareWrite = (tables, input) => {
  const { table, key } = keyOf(tables, input);
  const placeholders = readPlaceholders(input, ["UpdateExpression", "ConditionExpression"]);
  const text = textIn(input, "UpdateExpression");
  const update = text === undefined ? undefined : parseUpdate(text, placeholders);
  const condition = conditionOf(input, placeholders);
  const written = update === undefined ? [] : writtenPaths(update);
  const { definition } = table;
  for (const { name } of attributesOf(definition.key)) {
    if (!written.some(([first]) => first === name)) continue;
    throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
  }
  const next = (before: Item | undefined) => {
    const item = before ?? key;
    return update === undefined ? item : checkedUpdate(applyUpdate(update, item), definition);
  };
  return { ...condition, table, key, next, written };
};

function checkedUpdate(item: Item, definition: TableDefinition): Item {
  checkItemKeys(item, definition);
  if (itemSizeBytes(item) <= MAX_ITEM_BYTES) return item;
  throw validationError("Item size to update has exceeded the maximum allowed size");
}

function keyOf(tables: Tables, input: JsonObject) {
  const table = tableOf(tables, input);
  const key = readItem(required(input, "Key"));
  checkKey(key, table.definition);
  return { table, key };
}

function conditionOf(
  input: JsonObject,
  placeholders: Placeholders = readPlaceholders(input, ["ConditionExpression"]),
): Pick<Write, "condition" | "returnsItemOnFailure"> {
  refuseLegacy(input);
  const text = textIn(input, "ConditionExpression");
  const condition =
    text === undefined ? undefined : parseCondition("ConditionExpression", text, placeholders);
  placeholders.checkUsed();
  const returned = oneOf(input, "ReturnValuesOnConditionCheckFailure", ["NONE", "ALL_OLD"]);
  return { condition, returnsItemOnFailure: returned === "ALL_OLD" };
}
