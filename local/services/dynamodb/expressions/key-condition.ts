import { type AttributeValue, typeOf } from "../attribute-value.ts";
import type { KeyAttribute, KeySchema } from "../table-definition.ts";
import { invalidParameter, validationError } from "../validation-error.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { expressionError } from "./expression-error.ts";

const KIND = "KeyConditionExpression";

/** What a query asks for. */
export interface KeyCondition {
  /** The value of the partition key. */
  readonly partition: AttributeValue;
  /** The whole condition, which the items of the query fulfil. */
  readonly condition: Condition;
}

/** One part of the condition, about one attribute. */
interface Part {
  readonly name: string;
  readonly isEquality: boolean;
  readonly values: readonly AttributeValue[];
}

/**
 * That a condition asks for one partition and at most one range of sort keys ("Key condition expressions for the Query
 * operation").
 *
 * @throws DynamoDbError ValidationException
 */
export function keyCondition(condition: Condition, { hash, range }: KeySchema): KeyCondition {
  const parts = partsOf(condition);
  const names = parts.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw expressionError(KIND, "KeyConditionExpressions must only contain one condition per key");
  }
  const partition = parts.find(({ name }) => name === hash.name);
  if (partition === undefined) throw missing(hash);
  const others = parts.filter((part) => part !== partition);
  const sort = others.find(({ name }) => name === range?.name);
  if (range !== undefined && others.length > 0 && sort === undefined) throw missing(range);
  if (!partition.isEquality || others.length > 1 || (others.length === 1 && sort === undefined)) {
    throw validationError("Query key condition not supported");
  }
  checkTypes(partition, hash);
  if (sort !== undefined && range !== undefined) checkTypes(sort, range);
  return { partition: partition.values[0] as AttributeValue, condition };
}

function missing({ name }: KeyAttribute): Error {
  return validationError(`Query condition missed key schema element: ${name}`);
}

function checkTypes({ values }: Part, { type }: KeyAttribute): void {
  if (values.every((value) => typeOf(value) === type)) return;
  throw invalidParameter("Condition parameter type does not match schema type");
}

function partsOf(condition: Condition): readonly Part[] {
  switch (condition.kind) {
    case "and":
      return [...partsOf(condition.left), ...partsOf(condition.right)];
    case "compare":
      if (condition.comparator === "<>") throw invalidOperator("<>");
      return [comparedPart(condition.comparator, condition.left, condition.right)];
    case "between":
      return [partOf(condition.of, [condition.low, condition.high])];
    case "begins":
      return [partOf(condition.of, [condition.operand])];
    case "exists":
      throw invalidOperator(condition.isExpected ? "attribute_exists" : "attribute_not_exists");
    case "type":
      throw invalidOperator("attribute_type");
    default:
      throw invalidOperator(condition.kind === "contains" ? condition.kind : condition.kind.toUpperCase());
  }
}

/** The value may stand on either side. */
function comparedPart(comparator: Comparator, left: Operand, right: Operand): Part {
  const isEquality = comparator === "=";
  const part = left.kind === "value" ? partOf(right, [left]) : partOf(left, [right]);
  return { ...part, isEquality };
}

function partOf(of: Operand, operands: readonly Operand[]): Part {
  if (of.kind === "size" || operands.some(({ kind }) => kind === "size")) throw invalidOperator("size");
  const values = operands.flatMap((operand) => (operand.kind === "value" ? [operand.value] : []));
  if (of.kind !== "path" || values.length < operands.length) {
    throw expressionError(KIND, "Invalid condition in KeyConditionExpression: no key attribute specified");
  }
  const [name] = of.path;
  if (of.path.length > 1) {
    throw expressionError(KIND, "KeyConditionExpressions cannot have conditions on nested attributes");
  }
  return { name: String(name), isEquality: false, values };
}

function invalidOperator(name: string): Error {
  return expressionError(KIND, `Invalid operator used in KeyConditionExpression: ${name}`);
}
