import type { JsonObject } from "../../states/json-value.ts";
import type { ResolvedStack } from "../../synthesized/resolve-stack.ts";
import { expireItems } from "./expire-items.ts";
import type { ItemChange } from "./item-change.ts";
import { createOnceByToken } from "./once-by-token.ts";
import { batchGetItem, batchWriteItem } from "./operations/batch-items.ts";
import { describeTable, listTables } from "./operations/describe-table.ts";
import { getItem } from "./operations/get-item.ts";
import { query, scan } from "./operations/read-items.ts";
import { transactGetItems, transactWriteItems } from "./operations/transact-items.ts";
import { deleteItem, putItem, updateItem } from "./operations/write-item.ts";
import { seedItems } from "./seed-items.ts";
import { createTable } from "./table.ts";
import { type TableDefinition, tableDefinitions } from "./table-definition.ts";

/**
 * One operation of the Amazon DynamoDB API Reference, with the names of fields that it has on the wire.
 *
 * @throws DynamoDbError for what DynamoDB refuses
 */
export type DynamoDbOperation = (input: JsonObject) => JsonObject;

/** DynamoDB with the tables of a stack, in memory. */
export interface DynamoDbService {
  readonly name: "dynamodb";
  /** By name in the API: `PutItem`. */
  readonly operations: Readonly<Record<string, DynamoDbOperation>>;
  /** Deletes the items whose time has passed, which reads give until then. @returns how many */
  expire(): number;
}

/**
 * The tables that a stack declares (`aws_dynamodb_table`) with the items that it puts there (`aws_dynamodb_table_item`).
 *
 * Without PartiQL, the legacy parameters and consumed capacity.
 *
 * @param onChange told of what requests write, also where it is what was there; not of the items of the stack
 * @throws UserError where a table or an item is declared in a way that AWS would refuse
 */
export function dynamoDbService(
  stack: ResolvedStack,
  nowMs: () => number,
  onChange: (change: ItemChange, table: TableDefinition) => void = () => {},
): DynamoDbService {
  const tables = new Map(
    tableDefinitions(stack).map((table) => [
      table.name,
      createTable(table, (change) => onChange(change, table)),
    ]),
  );
  seedItems(stack, tables);
  const onceByToken = createOnceByToken(nowMs);
  return {
    name: "dynamodb",
    expire: () => [...tables.values()].reduce((count, table) => count + expireItems(table, nowMs()), 0),
    operations: {
      BatchGetItem: (input) => batchGetItem(tables, input),
      BatchWriteItem: (input) => batchWriteItem(tables, input),
      DeleteItem: (input) => deleteItem(tables, input),
      DescribeTable: (input) => describeTable(tables, input),
      GetItem: (input) => getItem(tables, input),
      ListTables: (input) => listTables(tables, input),
      PutItem: (input) => putItem(tables, input),
      Query: (input) => query(tables, input),
      Scan: (input) => scan(tables, input),
      TransactGetItems: (input) => transactGetItems(tables, input),
      TransactWriteItems: (input) => onceByToken(input, () => transactWriteItems(tables, input)),
      UpdateItem: (input) => updateItem(tables, input),
    },
  };
}
