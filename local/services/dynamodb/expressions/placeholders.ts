import { isJsonObject, type JsonObject } from "../../../states/json-value.ts";
import type { AttributeValue } from "../attribute-value.ts";
import { DynamoDbError } from "../dynamodb-error.ts";
import { readValue } from "../read-value.ts";
import { validationError } from "../validation-error.ts";
import { type ExpressionKind, expressionError } from "./expression-error.ts";

/** What `#name` and `:value` stand for in the expressions of one request. */
export interface Placeholders {
  /** @throws DynamoDbError where the request does not define it. */
  nameOf(kind: ExpressionKind, placeholder: string): string;
  /** @throws DynamoDbError where the request does not define it. */
  valueOf(kind: ExpressionKind, placeholder: string): AttributeValue;
  /** @throws DynamoDbError where one is defined that no expression mentions, as DynamoDB refuses it. */
  checkUsed(): void;
}

/**
 * Reads `ExpressionAttributeNames` and `ExpressionAttributeValues` of a request.
 *
 * @param expressions the parameters of the request that take expressions
 * @throws DynamoDbError ValidationException
 */
export function readPlaceholders(input: JsonObject, expressions: readonly ExpressionKind[]): Placeholders {
  const names = readTexts(input, expressions);
  const values = readValues(input, expressions);
  const unused = new Set([...names.keys(), ...values.keys()]);
  const find = <Meaning>(
    from: ReadonlyMap<string, Meaning>,
    placeholder: string,
    missing: () => Error,
  ): Meaning => {
    const meaning = from.get(placeholder);
    if (meaning === undefined) throw missing();
    unused.delete(placeholder);
    return meaning;
  };
  return {
    nameOf: (kind, placeholder) => find(names, placeholder, () => undefinedName(kind, placeholder)),
    valueOf: (kind, placeholder) => find(values, placeholder, () => undefinedValue(kind, placeholder)),
    checkUsed() {
      for (const [parameter, defined] of [
        ["ExpressionAttributeNames", names],
        ["ExpressionAttributeValues", values],
      ] as const) {
        const left = [...defined.keys()].filter((key) => unused.has(key));
        if (left.length === 0) continue;
        throw validationError(
          `Value provided in ${parameter} unused in expressions: keys: {${left.join(", ")}}`,
        );
      }
    },
  };
}

function undefinedName(kind: ExpressionKind, placeholder: string): DynamoDbError {
  return expressionError(
    kind,
    `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
  );
}

function undefinedValue(kind: ExpressionKind, placeholder: string): DynamoDbError {
  return expressionError(
    kind,
    `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
  );
}

function readTexts(input: JsonObject, expressions: readonly ExpressionKind[]): ReadonlyMap<string, string> {
  const parameter = "ExpressionAttributeNames";
  const entries = entriesOf(input, parameter, "#", expressions);
  return new Map(
    entries.map(([key, name]) => {
      if (typeof name === "string") return [key, name];
      throw new DynamoDbError("SerializationException", "Expected a string");
    }),
  );
}

function readValues(
  input: JsonObject,
  expressions: readonly ExpressionKind[],
): ReadonlyMap<string, AttributeValue> {
  const parameter = "ExpressionAttributeValues";
  const takers = expressions.filter((kind) => kind !== "ProjectionExpression");
  const entries = entriesOf(input, parameter, ":", takers);
  return new Map(entries.map(([key, value]) => [key, readNamedValue(parameter, key, value)]));
}

function readNamedValue(parameter: string, key: string, value: unknown): AttributeValue {
  try {
    return readValue(value);
  } catch (error) {
    if (!(error instanceof DynamoDbError) || error.code !== "ValidationException") throw error;
    throw validationError(`${parameter} contains invalid value: ${error.message} for key ${key}`);
  }
}

function entriesOf(
  input: JsonObject,
  parameter: string,
  sign: string,
  expressions: readonly ExpressionKind[],
): readonly (readonly [string, unknown])[] {
  const given = input[parameter];
  if (given === undefined || given === null) return [];
  if (!isJsonObject(given)) throw new DynamoDbError("SerializationException", "Expected a map");
  if (!expressions.some((kind) => typeof input[kind] === "string")) {
    const absent = expressions.length === 1 ? `: ${expressions[0]} is null` : "";
    throw validationError(`${parameter} can only be specified when using expressions${absent}`);
  }
  const entries = Object.entries(given);
  if (entries.length === 0) throw validationError(`${parameter} must not be empty`);
  const wrong = entries.find(([key]) => !(key.startsWith(sign) && /^.[A-Za-z0-9_]+$/.test(key)));
  if (wrong !== undefined) {
    throw validationError(`${parameter} contains invalid key: Syntax error; key: "${wrong[0]}"`);
  }
  return entries;
}
