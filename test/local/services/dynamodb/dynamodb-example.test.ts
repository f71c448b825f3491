import assert from "node:assert/strict";
import type { LocalApp } from "../../../../local/app/local-app.ts";
import { startLocalApp } from "../../../../local/app/start-local-app.ts";
import { SILENT_PROGRESS } from "../../../../reporting/progress-bar.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "../../app/synthesized-folder.ts";
import { machine, RUN, sdkFunction, task } from "../sdk-app.ts";

const ORDER = { id: { S: "o1" }, state: { S: "open" } };
const caught = (ErrorEquals: string, ResultPath: string, Next: string) => ({
  Catch: [{ ErrorEquals: [ErrorEquals], ResultPath, Next }],
});

/** Puts an order once, fails to put it twice, closes it, and reads it back in both ways. */
const ORDERS = {
  StartAt: "Put",
  States: {
    Put: task("dynamodb:putItem", { TableName: "${aws_dynamodb_table.orders.name}", Item: ORDER }, "Twice", {
      ResultPath: "$.put",
    }),
    Twice: task(
      "dynamodb:putItem",
      { TableName: "orders", Item: ORDER, ConditionExpression: "attribute_not_exists(id)" },
      "Wrong",
      caught("DynamoDB.ConditionalCheckFailedException", "$.twice", "Wrong"),
    ),
    Wrong: task(
      "aws-sdk:dynamodb:deleteItem",
      { TableName: "orders", Key: { no: { S: "o1" } } },
      "Close",
      caught("DynamoDb.DynamoDbException", "$.wrong", "Close"),
    ),
    Close: task(
      "dynamodb:updateItem",
      {
        TableName: "orders",
        Key: { id: ORDER.id },
        UpdateExpression: "SET #s = :closed ADD version :one",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: { ":closed": { S: "closed" }, ":one": { N: "1" } },
        ReturnValues: "UPDATED_NEW",
      },
      "Query",
      { ResultSelector: { "attributes.$": "$.Attributes" }, ResultPath: "$.closed" },
    ),
    Query: task(
      "aws-sdk:dynamodb:query",
      {
        TableName: "orders",
        IndexName: "byState",
        KeyConditionExpression: "#s = :closed",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: { ":closed": { S: "closed" } },
      },
      "Ask",
      { ResultPath: "$.found" },
    ),
    Ask: task("lambda:invoke", { FunctionName: "clients" }, undefined, {
      ResultSelector: { "payload.$": "$.Payload" },
      ResultPath: "$.asked",
    }),
  },
};

/** What a function does with unmodified clients of the SDK, of which it knows no endpoint. */
const CLIENTS = `
exports.handler = async () => {
  const { DynamoDBClient, GetItemCommand, PutItemCommand } = await load("client-dynamodb");
  const client = new DynamoDBClient();
  const order = await client.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { id: { S: "o1" } } }));
  const seed = await client.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { id: { S: "seed" } } }));
  const put = new PutItemCommand({
    TableName: process.env.TABLE,
    Item: { id: { S: "o1" } },
    ConditionExpression: "attribute_not_exists(id)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  const refused = await client.send(put).catch(({ name, Item }) => ({ name, Item }));
  return { order: order.Item, seed: seed.Item, refused };
};`;

function declarations(folder: SynthesizedFolder) {
  const code = (name: string, source: string) =>
    sdkFunction(folder, name, source, { TABLE: "${aws_dynamodb_table.orders.id}" });
  return {
    "aws_dynamodb_table.orders": {
      name: "orders",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "id",
      attribute: [
        { name: "id", type: "S" },
        { name: "state", type: "S" },
      ],
      global_secondary_index: [{ name: "byState", hash_key: "state", projection_type: "ALL" }],
    },
    "aws_dynamodb_table_item.seed": {
      table_name: "${aws_dynamodb_table.orders.name}",
      hash_key: "id",
      item: '{"id":{"S":"seed"}}',
    },
    ...machine("orders", ORDERS),
    ...code("clients", CLIENTS),
    ...code("run", RUN),
  };
}

describe("the tables of a local run", () => {
  let folder: SynthesizedFolder;
  let app: LocalApp;
  before(async () => {
    folder = createSynthesizedFolder();
    folder.writeStack(declarations(folder));
    const { signal } = new AbortController();
    app = await startLocalApp({ ...folder, progress: SILENT_PROGRESS, signal });
  });
  after(async () => {
    await app.close();
    folder.remove();
  });

  it("are all there", () => {
    assert.deepEqual(app.unsupported, []);
  });

  it("are one for tasks and for the unmodified clients of functions", async () => {
    const closed = { id: { S: "o1" }, state: { S: "closed" }, version: { N: "1" } };
    const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:orders";
    const { payload } = await app.invoke("run", { stateMachineArn });
    const { status, output } = payload as { status: string; output: string };
    const { put, twice, wrong, ...rest } = JSON.parse(output) as Record<string, { Cause?: string }>;
    assert.deepEqual([status, put], ["SUCCEEDED", {}]);
    assert.match(
      String(twice?.Cause),
      /^The conditional request failed \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; /,
    );
    assert.match(
      String(wrong?.Cause),
      /^The provided key element does not match the schema \(Service: DynamoDb, Status Code: 400, /,
    );
    assert.deepEqual(rest, {
      closed: { attributes: { state: { S: "closed" }, version: { N: "1" } } },
      found: { Items: [closed], Count: 1, ScannedCount: 1 },
      asked: {
        payload: {
          order: closed,
          seed: { id: { S: "seed" } },
          refused: { name: "ConditionalCheckFailedException", Item: closed },
        },
      },
    });
  });
});
