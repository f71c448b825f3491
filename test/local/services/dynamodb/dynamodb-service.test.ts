import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  paginateQuery,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDbError } from "../../../../local/services/dynamodb/dynamodb-error.ts";
import type { JsonObject } from "../../../../local/states/json-value.ts";
import { startTables } from "./declared-tables.ts";

/** Answers as the AWS JSON protocol says, so that the SDK itself can ask. */
function startServer(): Promise<Server> {
  const call = startTables();
  const server = createServer(async (request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
    try {
      answer(200, call(operation, (await json(request)) as JsonObject));
    } catch (error) {
      const { name, message, members } = error as DynamoDbError;
      answer(error instanceof DynamoDbError ? 400 : 500, { __type: name, message, ...members });
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe("the service of DynamoDB", () => {
  let server: Server;
  let client: DynamoDBClient;

  before(async () => {
    server = await startServer();
    client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
  });

  after(() => {
    client.destroy();
    server.close();
  });

  it("gives the SDK what it has put, bytes and sets as well", async () => {
    const Item = {
      id: { S: "all" },
      bytes: { B: Buffer.from([0, 255]) },
      set: { BS: [Buffer.from("a"), Buffer.from("b")] },
      numbers: { NS: ["1", "2"] },
      deep: { M: { list: { L: [{ NULL: true }, { BOOL: false }] } } },
    } as const;
    await client.send(
      new PutItemCommand({
        TableName: "counters",
        Item: {
          ...Item,
          set: { BS: [...Item.set.BS] },
          numbers: { NS: [...Item.numbers.NS] },
          deep: { M: { list: { L: [...Item.deep.M.list.L] } } },
        },
      }),
    );
    const read = await client.send(new GetItemCommand({ TableName: "counters", Key: { id: { S: "all" } } }));
    assert.deepEqual(Buffer.from(read.Item?.bytes?.B ?? []), Item.bytes.B);
    assert.deepEqual(
      read.Item?.set?.BS?.map((one) => Buffer.from(one).toString()),
      ["a", "b"],
    );
    assert.deepEqual(read.Item?.numbers, Item.numbers);
    assert.deepEqual(read.Item?.deep, Item.deep);
  });

  it("throws the SDK's own exceptions, with the item where that is asked for", async () => {
    const Item = { id: { S: "once" } };
    const put = new PutItemCommand({
      TableName: "counters",
      Item,
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await client.send(put);
    await assert.rejects(client.send(put), (error: ConditionalCheckFailedException) => {
      assert.ok(error instanceof ConditionalCheckFailedException);
      assert.deepEqual([error.message, error.Item], ["The conditional request failed", Item]);
      return true;
    });
  });

  it("counts under many updates at once", async () => {
    const count = () =>
      client.send(
        new UpdateItemCommand({
          TableName: "counters",
          Key: { id: { S: "many" } },
          UpdateExpression: "ADD hits :one",
          ExpressionAttributeValues: { ":one": { N: "1" } },
        }),
      );
    await Promise.all(Array.from({ length: 50 }, count));
    const read = await client.send(new GetItemCommand({ TableName: "counters", Key: { id: { S: "many" } } }));
    assert.deepEqual(read.Item?.hits, { N: "50" });
  });

  it("is read page by page by the SDK's paginators", async () => {
    for (const title of ["a", "b", "c"]) {
      const Item = { artist: { S: "P" }, title: { S: title } };
      await client.send(new PutItemCommand({ TableName: "songs", Item }));
    }
    const titles: (string | undefined)[] = [];
    const pages = paginateQuery(
      { client, pageSize: 2 },
      {
        TableName: "songs",
        KeyConditionExpression: "artist = :p",
        ExpressionAttributeValues: { ":p": { S: "P" } },
      },
    );
    for await (const { Items } of pages) titles.push(...(Items ?? []).map(({ title }) => title?.S));
    assert.deepEqual(titles, ["a", "b", "c"]);
  });

  it("cancels transactions with reasons that the SDK reads", async () => {
    const check = new TransactWriteItemsCommand({
      TransactItems: [
        {
          ConditionCheck: {
            TableName: "counters",
            Key: { id: { S: "none" } },
            ConditionExpression: "attribute_exists(id)",
          },
        },
      ],
    });
    await assert.rejects(client.send(check), (error: TransactionCanceledException) => {
      assert.ok(error instanceof TransactionCanceledException);
      assert.deepEqual(error.CancellationReasons, [
        { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
      ]);
      return true;
    });
  });

  it("lists the tables of the stack", async () => {
    const { TableNames } = await client.send(new ListTablesCommand({}));
    assert.deepEqual(TableNames, ["counters", "songs"]);
  });
});
