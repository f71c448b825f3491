import assert from "node:assert/strict";
import type { LocalApp } from "../../../../local/app/local-app.ts";
import { startLocalApp } from "../../../../local/app/start-local-app.ts";
import { SILENT_PROGRESS } from "../../../../reporting/progress-bar.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "../../app/synthesized-folder.ts";
import { machine, RUN, sdkFunction, task } from "../sdk-app.ts";

const Key = { id: { S: "o1" } };
const TABLE = { TableName: "${aws_dynamodb_table.orders.name}" };

/** Puts an order, puts it again as it is, closes it and deletes it. */
const ORDERS = {
  StartAt: "Put",
  States: {
    Put: task("dynamodb:putItem", { ...TABLE, Item: Key }, "Again"),
    Again: task("dynamodb:putItem", { ...TABLE, Item: Key }, "Close"),
    Close: task(
      "dynamodb:updateItem",
      {
        ...TABLE,
        Key,
        UpdateExpression: "SET closed = :yes",
        ExpressionAttributeValues: { ":yes": { BOOL: true } },
      },
      "Delete",
    ),
    Delete: task("dynamodb:deleteItem", { ...TABLE, Key }),
  },
};

const PUT = `
exports.handler = async ({ ids }) => {
  const { DynamoDBClient, PutItemCommand, DescribeTableCommand } = await load("client-dynamodb");
  const client = new DynamoDBClient();
  for (const id of ids) await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: id } } }));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: process.env.TABLE }));
  return [Table.LatestStreamArn === process.env.STREAM, Table.StreamSpecification];
};`;

/** Writes each record down, and fails for all that are bad. */
const TELL = `
exports.handler = async ({ Records }) => {
  for (const { eventName, dynamodb: { Keys, OldImage, NewImage } } of Records) {
    if (Keys.id.S === "bad") throw new Error("bad order");
    console.log(JSON.stringify([eventName, Keys.id.S, OldImage?.closed?.BOOL, NewImage?.closed?.BOOL]));
  }
};`;

/** Reads a stream from its beginning, as a client of DynamoDB Streams does. */
const READ = `
exports.handler = async ({ StreamArn }) => {
  const call = async (operation, input) => {
    const headers = { "x-amz-target": "DynamoDBStreams_20120810." + operation };
    const body = JSON.stringify(input);
    return (await fetch(process.env.AWS_ENDPOINT_URL_DYNAMODB_STREAMS, { method: "POST", headers, body })).json();
  };
  const { StreamDescription } = await call("DescribeStream", { StreamArn });
  const [{ ShardId }] = StreamDescription.Shards;
  const iterator = await call("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
  const { Records } = await call("GetRecords", iterator);
  return Records.map(({ dynamodb }) => dynamodb.Keys.id.S);
};`;

describe("the stream of a table in a local run", () => {
  let folder: SynthesizedFolder;
  let app: LocalApp;
  let lines: string[];
  beforeEach(async () => {
    folder = createSynthesizedFolder();
    lines = [];
    const variables = { TABLE: TABLE.TableName, STREAM: "${aws_dynamodb_table.orders.stream_arn}" };
    folder.writeStack({
      "aws_dynamodb_table.orders": {
        name: "orders",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        stream_enabled: true,
        stream_view_type: "NEW_AND_OLD_IMAGES",
      },
      "aws_sqs_queue.failures": { name: "failures" },
      "aws_lambda_event_source_mapping.orders": {
        event_source_arn: variables.STREAM,
        function_name: "${aws_lambda_function.tell.arn}",
        starting_position: "TRIM_HORIZON",
        batch_size: 10,
        bisect_batch_on_function_error: true,
        maximum_retry_attempts: 1,
        destination_config: [{ on_failure: [{ destination_arn: "${aws_sqs_queue.failures.arn}" }] }],
      },
      ...machine("orders", ORDERS),
      ...sdkFunction(folder, "put", PUT, variables),
      ...sdkFunction(folder, "tell", TELL, {}),
      ...sdkFunction(folder, "read", READ, {}),
      ...sdkFunction(folder, "run", RUN, {}),
    });
    app = await startLocalApp({
      ...folder,
      progress: SILENT_PROGRESS,
      signal: new AbortController().signal,
      onLog: ({ functionName, text }) => {
        if (functionName === "tell" && text.startsWith("[")) lines.push(text);
      },
    });
  });
  afterEach(async () => {
    await app.close();
    folder.remove();
  });

  it("tells a function what the tasks of a state machine write", async () => {
    assert.deepEqual(app.unsupported, []);
    const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:orders";
    const { payload } = await app.invoke("run", { stateMachineArn });
    assert.equal((payload as { status: string }).status, "SUCCEEDED");
    await app.settle();
    assert.deepEqual(lines, [
      '["INSERT","o1",null,null]',
      '["MODIFY","o1",null,true]',
      '["REMOVE","o1",true,null]',
    ]);
  });

  it("tells it what the unmodified client of a function writes, and a queue what it failed for", async () => {
    const { payload } = await app.invoke("put", { ids: ["a", "bad", "c"] });
    const specification = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" };
    assert.deepEqual(payload, [true, specification]);
    await app.settle();
    assert.deepEqual([...new Set(lines)], ['["INSERT","a",null,null]', '["INSERT","c",null,null]']);
    const [failure = "", ...others] = app.waiting().failures ?? [];
    const { requestContext, DDBStreamBatchInfo: info } = JSON.parse(failure);
    assert.equal(requestContext.condition, "RetryAttemptsExhausted");
    assert.deepEqual([info.startSequenceNumber, info.batchSize, others], ["100000000000000000002", 1, []]);
  });

  it("gives its records to a function that reads it by the API", async () => {
    await app.invoke("put", { ids: ["a", "b"] });
    const StreamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1970-01-01T00:00:00.000";
    assert.deepEqual((await app.invoke("read", { StreamArn })).payload, ["a", "b"]);
    await app.settle();
  });
});
