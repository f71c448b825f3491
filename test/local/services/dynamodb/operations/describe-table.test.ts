import assert from "node:assert/strict";
import { startTables } from "../declared-tables.ts";

describe("describing tables", () => {
  it("gives keys, indexes and the number of items", () => {
    const call = startTables();
    call("PutItem", { TableName: "songs", Item: { artist: { S: "A" }, title: { S: "T" } } });
    const arn = "arn:aws:dynamodb:eu-west-1:000000000000:table/songs";
    assert.deepEqual(call("DescribeTable", { TableName: "songs" }), {
      Table: {
        TableName: "songs",
        TableArn: arn,
        TableStatus: "ACTIVE",
        ItemCount: 1,
        KeySchema: [
          { AttributeName: "artist", KeyType: "HASH" },
          { AttributeName: "title", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "artist", AttributeType: "S" },
          { AttributeName: "title", AttributeType: "S" },
          { AttributeName: "genre", AttributeType: "S" },
          { AttributeName: "plays", AttributeType: "N" },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: "byGenre",
            IndexArn: `${arn}/index/byGenre`,
            KeySchema: [
              { AttributeName: "genre", KeyType: "HASH" },
              { AttributeName: "plays", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["label"] },
            IndexStatus: "ACTIVE",
          },
        ],
        LocalSecondaryIndexes: [
          {
            IndexName: "byPlays",
            IndexArn: `${arn}/index/byPlays`,
            KeySchema: [
              { AttributeName: "artist", KeyType: "HASH" },
              { AttributeName: "plays", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        ],
      },
    });
  });

  it("lists their names page by page", () => {
    const call = startTables();
    assert.deepEqual(call("ListTables", {}), { TableNames: ["counters", "songs"] });
    const first = call("ListTables", { Limit: 1 });
    assert.deepEqual(first, { TableNames: ["counters"], LastEvaluatedTableName: "counters" });
    const rest = call("ListTables", { ExclusiveStartTableName: "counters" });
    assert.deepEqual(rest, { TableNames: ["songs"] });
  });
});
