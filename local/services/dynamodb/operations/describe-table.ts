import type { JsonObject } from "../../../states/json-value.ts";
import { STREAM_LABEL } from "../../../synthesized/computed-attributes.ts";
import { attributesOf } from "../item-key.ts";
import { countIn, type Tables, tableOf, textIn } from "../request.ts";
import type { IndexDefinition, KeySchema } from "../table-definition.ts";

/** "DescribeTable", as far as keys, indexes and the stream go. */
export function describeTable(tables: Tables, input: JsonObject): JsonObject {
  const { definition, count } = tableOf(tables, input);
  const { name, arn, key, indexes, stream } = definition;
  const attributes = [key, ...indexes.map((index) => index.key)].flatMap(attributesOf);
  const typeByName = new Map(attributes.map((attribute) => [attribute.name, attribute.type]));
  const described = (isGlobal: boolean) =>
    indexes.filter((index) => index.isGlobal === isGlobal).map((index) => describedIndex(arn, index));
  const [globals, locals] = [described(true), described(false)];
  return {
    Table: {
      TableName: name,
      TableArn: arn,
      TableStatus: "ACTIVE",
      ItemCount: count,
      KeySchema: describedKey(key),
      AttributeDefinitions: [...typeByName].map(([attribute, type]) => ({
        AttributeName: attribute,
        AttributeType: type,
      })),
      ...(globals.length > 0 && {
        GlobalSecondaryIndexes: globals.map((index) => ({ ...index, IndexStatus: "ACTIVE" })),
      }),
      ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
      ...(stream && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType },
        LatestStreamArn: stream.arn,
        LatestStreamLabel: STREAM_LABEL,
      }),
    },
  };
}

export function describedKey({ hash, range }: KeySchema): readonly JsonObject[] {
  const first = { AttributeName: hash.name, KeyType: "HASH" };
  return range === undefined ? [first] : [first, { AttributeName: range.name, KeyType: "RANGE" }];
}

function describedIndex(tableArn: string, { name, key, projected }: IndexDefinition): JsonObject {
  return {
    IndexName: name,
    IndexArn: `${tableArn}/index/${name}`,
    KeySchema: describedKey(key),
    Projection: describedProjection(projected),
  };
}

function describedProjection(projected: IndexDefinition["projected"]): JsonObject {
  if (projected === "ALL") return { ProjectionType: "ALL" };
  if (projected.length === 0) return { ProjectionType: "KEYS_ONLY" };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: projected };
}

const MAX_NAMES = 100;

/** "ListTables": the names of all tables in their order, a page at a time. */
export function listTables(tables: Tables, input: JsonObject): JsonObject {
  const after = textIn(input, "ExclusiveStartTableName") ?? "";
  const limit = Math.min(countIn(input, "Limit", 1) ?? MAX_NAMES, MAX_NAMES);
  const names = [...tables.keys()].sort().filter((name) => name > after);
  const page = names.slice(0, limit);
  return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
}
