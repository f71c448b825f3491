import { isJsonObject } from "../../states/json-value.ts";
import { type AttributeValue, type Item, isAttributeType } from "./attribute-value.ts";
import { formatDecimal, parseDecimal } from "./decimal.ts";
import { DynamoDbError } from "./dynamodb-error.ts";
import { invalidParameter, validationError } from "./validation-error.ts";

/** "Quotas in Amazon DynamoDB": how deep attributes may be nested. */
const MAX_DEPTH = 32;

/**
 * The attributes of an item as a request gave them, with its numbers in their plain form.
 *
 * @throws DynamoDbError ValidationException or SerializationException, as DynamoDB says it
 */
export function readItem(json: unknown, depth = 0): Item {
  if (!isJsonObject(json)) throw unexpected("Start of structure or map found where not expected.");
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => {
      if (name === "") throw invalidParameter("An attribute name cannot be empty");
      return [name, readValue(value, depth)];
    }),
  );
}

/** @throws DynamoDbError ValidationException or SerializationException */
export function readValue(json: unknown, depth = 0): AttributeValue {
  if (!isJsonObject(json)) throw unexpected("Unexpected value type in payload");
  const present = Object.entries(json).filter(([, content]) => content !== undefined && content !== null);
  const [only, ...more] = present.filter(([type]) => isAttributeType(type));
  if (only === undefined || more.length > 0) {
    const problem = only === undefined ? "is empty" : "has more than one datatypes set";
    throw validationError(
      `Supplied AttributeValue ${problem}, must contain exactly one of the supported datatypes`,
    );
  }
  if (depth >= MAX_DEPTH) {
    throw validationError("Nesting Levels have exceeded supported limits");
  }
  return readContent(only[0], only[1], depth);
}

function readContent(type: string, content: unknown, depth: number): AttributeValue {
  switch (type) {
    case "N":
      return { N: plainNumber(content) };
    case "BOOL":
      if (typeof content !== "boolean") throw unexpected(`${kindOf(content)} cannot be converted to Boolean`);
      return { BOOL: content };
    case "NULL":
      if (content === true) return { NULL: true };
      throw invalidParameter("Null attribute value types must have the value of true");
    case "M":
      return { M: readItem(content, depth + 1) };
    case "L":
      return { L: listOf(content).map((one) => readValue(one, depth + 1)) };
    case "SS":
    case "NS":
    case "BS":
      return readSet(type, listOf(content));
    default:
      return { [type]: textOf(content) } as AttributeValue;
  }
}

function readSet(type: "SS" | "NS" | "BS", content: readonly unknown[]): AttributeValue {
  if (content.length === 0) throw invalidParameter(EMPTY_SET[type]);
  const texts = content.map((one) => (type === "NS" ? plainNumber(one) : textOf(one)));
  if (new Set(texts).size < texts.length) {
    const shown = type === "NS" ? "" : ` [${texts.join(", ")}]${type === "BS" ? "of type BS" : ""}`;
    throw invalidParameter(`Input collection${shown} contains duplicates.`);
  }
  return { [type]: texts } as unknown as AttributeValue;
}

const EMPTY_SET = {
  SS: "An string set  may not be empty",
  NS: "An number set  may not be empty",
  BS: "Binary sets should not be empty",
};

function plainNumber(content: unknown): string {
  return formatDecimal(parseDecimal(textOf(content)));
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  throw unexpected(`${kindOf(content)} cannot be converted to String`);
}

function listOf(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  throw unexpected("Expected a list");
}

/** What the service's reader of JSON calls a value of another kind. */
function kindOf(content: unknown): string {
  if (typeof content === "boolean") return content ? "TRUE_VALUE" : "FALSE_VALUE";
  if (typeof content === "number") return "NUMBER_VALUE";
  return typeof content === "string" ? "STRING_VALUE" : "START_OBJECT";
}

function unexpected(message: string): DynamoDbError {
  return new DynamoDbError("SerializationException", message);
}
