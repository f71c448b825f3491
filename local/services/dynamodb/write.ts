import type { Item } from "./attribute-value.ts";
import { DynamoDbError } from "./dynamodb-error.ts";
import type { Condition } from "./expressions/condition.ts";
import type { DocumentPath } from "./expressions/document-path.ts";
import { isFulfilled } from "./expressions/evaluate-condition.ts";
import type { Table } from "./table.ts";

/** One write to one item, checked but not done yet. */
export interface Write {
  readonly table: Table;
  readonly key: Item;
  readonly condition: Condition | undefined;
  /** Whether who fails the condition is given the item. */
  readonly returnsItemOnFailure: boolean;
  /** The item after it; undefined where none is left. */
  readonly next: (before: Item | undefined) => Item | undefined;
  /** The paths of an update expression. */
  readonly written: readonly DocumentPath[];
}

export interface WriteResult {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * What a write would make of the table as it is.
 *
 * @throws DynamoDbError ConditionalCheckFailedException, or ValidationException where an update does not fit the item
 */
export function evaluateWrite(write: Write): WriteResult {
  const before = write.table.get(write.key);
  if (write.condition !== undefined && !isFulfilled(write.condition, before ?? {})) {
    const item = write.returnsItemOnFailure ? before : undefined;
    throw new DynamoDbError(
      "ConditionalCheckFailedException",
      "The conditional request failed",
      item && { Item: item },
    );
  }
  return { before, after: write.next(before) };
}

export function commitWrite({ table, key }: Pick<Write, "table" | "key">, result: WriteResult): void {
  const { after } = result;
  if (after === undefined) table.delete(key);
  else table.put(after);
  table.onChange({ key, ...result });
}
