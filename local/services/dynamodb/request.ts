import { isJsonObject, type JsonObject } from "../../states/json-value.ts";
import { DynamoDbError } from "./dynamodb-error.ts";
import type { Table } from "./table.ts";
import { validationError } from "./validation-error.ts";

export type Tables = ReadonlyMap<string, Table>;

/** The parameters that DynamoDB keeps for old programs, and what took their place. */
const LEGACY: Readonly<Record<string, string>> = {
  AttributesToGet: "ProjectionExpression",
  AttributeUpdates: "UpdateExpression",
  ConditionalOperator: "an expression",
  Expected: "ConditionExpression",
  KeyConditions: "KeyConditionExpression",
  QueryFilter: "FilterExpression",
  ScanFilter: "FilterExpression",
};

/** @throws DynamoDbError for a parameter of old that the local run leaves out. */
export function refuseLegacy(input: JsonObject): void {
  const name = Object.keys(LEGACY).find((parameter) => input[parameter] !== undefined);
  if (name === undefined) return;
  throw validationError(`The local DynamoDB does not take the legacy parameter ${name}; use ${LEGACY[name]}`);
}

/** @throws DynamoDbError ResourceNotFoundException where no stack declares the table. */
export function tableOf(tables: Tables, input: JsonObject): Table {
  const given = required(input, "TableName");
  const name = String(given).replace(/^arn:[^/]*:table\//, "");
  const table = tables.get(name);
  if (table !== undefined) return table;
  throw new DynamoDbError("ResourceNotFoundException", "Requested resource not found");
}

/** @throws DynamoDbError ValidationException where the parameter is not there. */
export function required(input: JsonObject, parameter: string): unknown {
  const value = input[parameter];
  if (value !== undefined && value !== null) return value;
  throw constraint("null", parameter, "Member must not be null");
}

export function textIn(input: JsonObject, parameter: string): string | undefined {
  const value = input[parameter];
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw new DynamoDbError("SerializationException", "Expected a string");
}

/** @throws DynamoDbError ValidationException where the parameter is none of the values. */
export function oneOf<Value extends string>(
  input: JsonObject,
  parameter: string,
  values: readonly [Value, ...Value[]],
): Value {
  const text = textIn(input, parameter) ?? values[0];
  if ((values as readonly string[]).includes(text)) return text as Value;
  const shown = `[${[...values].sort().join(", ")}]`;
  throw constraint(`'${text}'`, parameter, `Member must satisfy enum value set: ${shown}`);
}

/** A whole number of at least `min`. */
export function countIn(input: JsonObject, parameter: string, min: number): number | undefined {
  const value = input[parameter];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new DynamoDbError("SerializationException", "Expected a number");
  }
  if (value >= min) return value;
  throw constraint(`'${value}'`, parameter, `Member must have value greater than or equal to ${min}`);
}

/** @throws DynamoDbError SerializationException where the parameter is there and no list of objects. */
export function objectsIn(input: JsonObject, parameter: string): readonly JsonObject[] {
  const value = required(input, parameter);
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw new DynamoDbError("SerializationException", "Expected a list of structures");
}

/** @throws DynamoDbError SerializationException where the parameter is there and no object. */
export function objectIn(input: JsonObject, parameter: string): JsonObject {
  const value = required(input, parameter);
  if (isJsonObject(value)) return value;
  throw new DynamoDbError("SerializationException", "Expected a structure");
}

function constraint(value: string, parameter: string, rule: string): DynamoDbError {
  const member = (parameter[0] ?? "").toLowerCase() + parameter.slice(1);
  return validationError(
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${rule}`,
  );
}
