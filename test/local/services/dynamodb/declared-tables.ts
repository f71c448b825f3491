import { dynamoDbService } from "../../../../local/services/dynamodb/dynamodb-service.ts";
import type { JsonObject } from "../../../../local/states/json-value.ts";
import type { ResolvedStack } from "../../../../local/synthesized/resolve-stack.ts";
import { type Declarations, resolvedStack } from "../../synthesized/declared-stack.ts";

/** A stack with these tables, and items that lie in them from the beginning. */
export function stackWith(tables: readonly JsonObject[], items: readonly JsonObject[] = []): ResolvedStack {
  const declared = (type: string, all: readonly JsonObject[]): Declarations =>
    Object.fromEntries(all.map((attributes, at) => [`${type}.n${at}`, attributes]));
  return resolvedStack({
    ...declared("aws_dynamodb_table", tables),
    ...declared("aws_dynamodb_table_item", items),
  });
}

/** A table of songs by artist and title, with an index of each kind. */
export const SONGS: JsonObject = {
  name: "songs",
  arn: "arn:aws:dynamodb:eu-west-1:000000000000:table/songs",
  hash_key: "artist",
  range_key: "title",
  attribute: [
    { name: "artist", type: "S" },
    { name: "title", type: "S" },
    { name: "genre", type: "S" },
    { name: "plays", type: "N" },
  ],
  global_secondary_index: [
    {
      name: "byGenre",
      hash_key: "genre",
      range_key: "plays",
      projection_type: "INCLUDE",
      non_key_attributes: ["label"],
    },
  ],
  local_secondary_index: [{ name: "byPlays", range_key: "plays", projection_type: "KEYS_ONLY" }],
};

/** A table by `id` alone. */
export const COUNTERS: JsonObject = {
  name: "counters",
  hash_key: "id",
  attribute: [{ name: "id", type: "S" }],
};

type Call = (operation: string, input: JsonObject) => JsonObject;

/** Calls operations on a fresh service with both tables. */
export function startTables(items: readonly JsonObject[] = [], nowMs: () => number = () => 0): Call {
  const { operations } = dynamoDbService(stackWith([SONGS, COUNTERS], items), nowMs);
  return (operation, input) => {
    const work = operations[operation];
    if (work === undefined) throw new Error(`no operation ${operation}`);
    return work(input);
  };
}
