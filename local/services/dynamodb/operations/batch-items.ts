import { isJsonObject, type JsonObject } from "../../../states/json-value.ts";
import type { Item } from "../attribute-value.ts";
import type { DynamoDbError } from "../dynamodb-error.ts";
import { checkKey, keyIdentity } from "../item-key.ts";
import { prepareDelete, preparePut } from "../prepare-write.ts";
import { readItem } from "../read-value.ts";
import { objectIn, objectsIn, type Tables, tableOf } from "../request.ts";
import type { Table } from "../table.ts";
import { validationError } from "../validation-error.ts";
import { commitWrite, evaluateWrite, type Write } from "../write.ts";
import { projected, projectionOf } from "./get-item.ts";

const MAX_READS = 100;
const MAX_WRITES = 25;

/** "BatchGetItem". Everything is done: there are no `UnprocessedKeys`. */
export function batchGetItem(tables: Tables, input: JsonObject): JsonObject {
  const requests = requestsOf(input).map(([name, request]) => {
    const table = tableOf(tables, { TableName: name });
    const keys = objectsIn(isJsonObject(request) ? request : {}, "Keys").map((key) => readItem(key));
    return { name, table, keys, paths: projectionOf(isJsonObject(request) ? request : {}) };
  });
  checkCount("BatchGetItem", requests.flatMap(({ keys }) => keys).length, MAX_READS);
  for (const { table, keys } of requests) {
    for (const key of keys) checkKey(key, table.definition);
    checkDistinctKeys(keys.map((key) => ({ table, key })));
  }
  const responses = requests.map(({ name, table, keys, paths }) => {
    const found = keys.map(table.get).filter((item) => item !== undefined);
    return [name, found.map((item) => projected(item, paths))] as const;
  });
  return { Responses: Object.fromEntries(responses), UnprocessedKeys: {} };
}

/** "BatchWriteItem". Everything is done: there are no `UnprocessedItems`. */
export function batchWriteItem(tables: Tables, input: JsonObject): JsonObject {
  const requests = requestsOf(input).flatMap(([name, list]) => {
    const asked = objectsIn({ list }, "list");
    if (asked.length === 0) throw nothingAsked("[]", `requestItems.${name}.member`);
    return asked.map((request) => [name, request] as const);
  });
  checkCount("BatchWriteItem", requests.length, MAX_WRITES);
  const writes = requests.map(([name, request]) => prepareRequest(tables, name, request));
  checkDistinctKeys(writes);
  for (const write of writes) commitWrite(write, evaluateWrite(write));
  return { UnprocessedItems: {} };
}

function prepareRequest(tables: Tables, name: string, request: JsonObject): Write {
  const { PutRequest: put, DeleteRequest: remove } = request;
  if (isJsonObject(put) && remove === undefined) return preparePut(tables, { ...put, TableName: name });
  if (isJsonObject(remove) && put === undefined) return prepareDelete(tables, { ...remove, TableName: name });
  throw validationError(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  );
}

function requestsOf(input: JsonObject): readonly (readonly [string, unknown])[] {
  const requests = Object.entries(objectIn(input, "RequestItems"));
  if (requests.length > 0) return requests;
  throw nothingAsked("{}", "requestItems");
}

function nothingAsked(value: string, member: string): DynamoDbError {
  return validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  );
}

function checkCount(operation: string, count: number, max: number): void {
  if (count > max) throw validationError(`Too many items requested for the ${operation} call`);
}

function checkDistinctKeys(writes: readonly { readonly table: Table; readonly key: Item }[]): void {
  const keys = writes.map(({ table, key }) => keyIdentity(table.definition, key));
  if (new Set(keys).size < keys.length) {
    throw validationError("Provided list of item keys contains duplicates");
  }
}
