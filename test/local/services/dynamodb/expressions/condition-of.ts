import type { Condition } from "../../../../../local/services/dynamodb/expressions/condition.ts";
import { parseCondition } from "../../../../../local/services/dynamodb/expressions/parse-condition.ts";
import { readPlaceholders } from "../../../../../local/services/dynamodb/expressions/placeholders.ts";
import type { JsonObject } from "../../../../../local/states/json-value.ts";

/** Parses a condition with its values, and names by `#`. */
export function conditionOf(text: string, values: JsonObject = {}, names: JsonObject = {}): Condition {
  const placeholders = readPlaceholders(
    {
      ConditionExpression: text,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    },
    ["ConditionExpression"],
  );
  return parseCondition("ConditionExpression", text, placeholders);
}
