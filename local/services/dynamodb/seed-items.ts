import { UserError } from "../../../reporting/user-error.ts";
import type { ResolvedStack } from "../../synthesized/resolve-stack.ts";
import { DynamoDbError } from "./dynamodb-error.ts";
import { preparePut } from "./prepare-write.ts";
import type { Tables } from "./request.ts";
import { evaluateWrite } from "./write.ts";

/**
 * Puts the items that a stack declares (`aws_dynamodb_table_item`) into its tables; those of other tables are left out. They
 * were there before the run: no stream tells of them.
 *
 * @throws UserError for an item that is no JSON, or that the table would refuse
 */
export function seedItems(stack: ResolvedStack, tables: Tables): void {
  for (const { address, attributes } of stack.ofType("aws_dynamodb_table_item")) {
    const name = String(attributes.table_name);
    if (!tables.has(name)) continue;
    try {
      const write = preparePut(tables, { TableName: name, Item: JSON.parse(String(attributes.item)) });
      const { after } = evaluateWrite(write);
      if (after !== undefined) write.table.put(after);
    } catch (error) {
      if (!(error instanceof DynamoDbError || error instanceof SyntaxError)) throw error;
      throw new UserError({
        at: address,
        expected: `an item of ${name} in DynamoDB's JSON`,
        found:
          error instanceof SyntaxError ? "a text that is no JSON" : `one that it refuses: ${error.message}`,
        advice: 'Write each attribute with its type: {"id": {"S": "a"}}',
      });
    }
  }
}
