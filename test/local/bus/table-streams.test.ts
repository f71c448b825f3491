import assert from "node:assert/strict";
import type { DiscardedRecord } from "../../../local/bus/discarded-record.ts";
import type { SkippingClock } from "../../../local/bus/skipping-clock.ts";
import type { StreamOutcome } from "../../../local/bus/stream-batch.ts";
import { createTableStreams, type TableStreamsOptions } from "../../../local/bus/table-streams.ts";
import { dynamoDbService } from "../../../local/services/dynamodb/dynamodb-service.ts";
import type { JsonObject } from "../../../local/states/json-value.ts";
import { PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { afterAllPromises, skipAhead, stoppedClock } from "./stopped-clock.ts";
import { idsOf, STREAM } from "./stream-records.ts";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:failures";

interface Opened {
  readonly clock: SkippingClock;
  call(operation: string, input: JsonObject): void;
  put(...ids: readonly string[]): void;
  /** The names of the changes and the ids, batch by batch. */
  readonly batches: readonly string[];
  readonly discarded: readonly (readonly [string, DiscardedRecord])[];
}

interface Setting extends Partial<TableStreamsOptions> {
  readonly mapping?: object;
  readonly table?: object;
  /** What becomes of the calls, one after the other. Default: they are done. */
  readonly outcomes?: readonly StreamOutcome[];
}

/** A table by `id` with one item, whose stream feeds a function. */
function open({ mapping = {}, table = {}, outcomes = [], ...more }: Setting = {}): Opened {
  const clock = stoppedClock();
  const batches: string[] = [];
  const discarded: [string, DiscardedRecord][] = [];
  const stack = resolvedStack({
    "aws_dynamodb_table.news": {
      name: "news",
      hash_key: "id",
      attribute: { name: "id", type: "S" },
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
      ...table,
    },
    "aws_dynamodb_table_item.old": { table_name: "news", hash_key: "id", item: '{"id":{"S":"old"}}' },
    "aws_lambda_event_source_mapping.news": {
      event_source_arn: "${aws_dynamodb_table.news.stream_arn}",
      function_name: "tell",
      starting_position: "LATEST",
      ...mapping,
    },
  });
  const streams = createTableStreams(stack, {
    ...PLACE,
    clock,
    signal: new AbortController().signal,
    consume: async (_source, records) => {
      batches.push(`${[...new Set(records.map(({ eventName }) => eventName))].join()} ${idsOf(records)}`);
      return outcomes[batches.length - 1] ?? { kind: "done" };
    },
    sendDiscarded: (arn, record) => discarded.push([arn, record]),
    ...more,
  });
  const { operations } = dynamoDbService(stack, clock.nowMs, streams.write);
  const call = (operation: string, input: JsonObject) =>
    void operations[operation]?.({ TableName: "news", ...input });
  return {
    clock,
    call,
    put: (...ids) => {
      for (const id of ids) call("PutItem", { Item: { id: { S: id } } });
    },
    batches,
    discarded,
  };
}

const FAILED: StreamOutcome = {
  kind: "failed",
  answer: { requestId: "r1", executedVersion: "$LATEST", functionError: "Unhandled" },
};

describe("the stream of a table", () => {
  it("tells of what is new, changed and gone, whatever wrote it", async () => {
    const { call, put, batches, clock } = open({ mapping: { batch_size: 1 } });
    const Key = { id: { S: "a" } };
    put("a");
    call("UpdateItem", {
      Key,
      UpdateExpression: "SET n = :n",
      ExpressionAttributeValues: { ":n": { N: "1" } },
    });
    call("DeleteItem", { Key });
    const Put = { TableName: "news", Item: { id: { S: "b" } } };
    call("TransactWriteItems", { TransactItems: [{ Put }] });
    call("BatchWriteItem", { RequestItems: { news: [{ DeleteRequest: { Key: { id: { S: "b" } } } }] } });
    await afterAllPromises();
    assert.deepEqual(batches, ["INSERT a", "MODIFY a", "REMOVE a", "INSERT b", "REMOVE b"]);
    assert.equal(clock.skip(), false);
  });

  it("tells nothing of what changes nothing, of reads, and of the items of the stack", async () => {
    const { call, put, batches, clock } = open();
    put("old");
    call("DeleteItem", { Key: { id: { S: "none" } } });
    call("UpdateItem", { Key: { id: { S: "old" } } });
    const ConditionCheck = {
      TableName: "news",
      Key: { id: { S: "old" } },
      ConditionExpression: "attribute_exists(id)",
    };
    call("TransactWriteItems", { TransactItems: [{ ConditionCheck }] });
    call("Scan", {});
    assert.equal(await skipAhead(clock), false);
    assert.deepEqual(batches, []);
  });

  it("is read four times a second: what was written meanwhile comes together", async () => {
    const { put, batches, clock } = open();
    put("a", "b");
    await afterAllPromises();
    assert.deepEqual(batches, []);
    const startMs = clock.nowMs();
    await skipAhead(clock);
    assert.deepEqual([batches, clock.nowMs() - startMs], [["INSERT ab"], 250]);
  });

  it("is handed over when a batch is full or its window is over", async () => {
    const mapping = { batch_size: 2, maximum_batching_window_in_seconds: 30 };
    const { put, batches, clock } = open({ mapping });
    put("a", "b", "c");
    await afterAllPromises();
    assert.deepEqual(batches, ["INSERT ab"]);
    const startMs = clock.nowMs();
    await skipAhead(clock);
    assert.deepEqual([batches, clock.nowMs() - startMs], [["INSERT ab", "INSERT c"], 30_000]);
  });

  it("is handed over in batches of less than 6 MB", async () => {
    const { call, batches, clock } = open({ mapping: { batch_size: 50 } });
    const text = { S: "x".repeat(390_000) };
    for (let at = 0; at < 20; at += 1) {
      call("PutItem", { Item: { id: { S: String.fromCharCode(97 + at) }, text } });
    }
    await skipAhead(clock);
    assert.deepEqual(batches, ["INSERT abcdefghijklmnop", "INSERT qrst"]);
  });

  it("leaves out what no filter takes", async () => {
    const filter = { pattern: '{"eventName":["REMOVE"],"dynamodb":{"Keys":{"id":{"S":[{"prefix":"a"}]}}}}' };
    const { call, put, batches, clock } = open({ mapping: { filter_criteria: { filter } } });
    put("a1", "b1");
    for (const id of ["a1", "b1"]) call("DeleteItem", { Key: { id: { S: id } } });
    await skipAhead(clock);
    assert.deepEqual(batches, ["REMOVE a1"]);
  });

  it("is held up by a batch that fails", async () => {
    const mapping = { batch_size: 2, maximum_retry_attempts: 1 };
    const { put, batches, clock } = open({ mapping, outcomes: [FAILED] });
    put("a", "b", "c");
    await afterAllPromises();
    assert.deepEqual(batches, ["INSERT ab"]);
    const startMs = clock.nowMs();
    await skipAhead(clock);
    assert.equal(clock.nowMs() - startMs, 1000);
    assert.deepEqual(batches, ["INSERT ab", "INSERT ab", "INSERT c"]);
  });

  it("is halved until the record is found that the function fails for", async () => {
    const mapping = {
      batch_size: 4,
      bisect_batch_on_function_error: true,
      maximum_retry_attempts: 0,
      destination_config: { on_failure: { destination_arn: QUEUE } },
    };
    const { put, batches, discarded } = open({ mapping, outcomes: [FAILED, FAILED, FAILED] });
    put("a", "b", "c", "d");
    await afterAllPromises();
    assert.deepEqual(batches, ["INSERT abcd", "INSERT ab", "INSERT a", "INSERT b", "INSERT cd"]);
    assert.deepEqual(
      discarded.map(([, { requestContext, DDBStreamBatchInfo: info }]) => [
        requestContext.approximateInvokeCount,
        info.startSequenceNumber,
        info.batchSize,
      ]),
      [[3, "100000000000000000001", 1]],
    );
  });

  it("goes on from the record that the function named", async () => {
    const outcome: StreamOutcome = {
      kind: "stopped",
      at: 1,
      answer: { requestId: "r1", executedVersion: "$LATEST" },
    };
    const { put, batches, clock } = open({ mapping: { batch_size: 3 }, outcomes: [outcome] });
    put("a", "b", "c");
    await afterAllPromises();
    await skipAhead(clock);
    assert.deepEqual(batches, ["INSERT abc", "INSERT bc"]);
  });

  it("tells the failure destination where the records are that were given up", async () => {
    const mapping = {
      function_name: "tell",
      batch_size: 2,
      maximum_retry_attempts: 0,
      destination_config: { on_failure: { destination_arn: QUEUE } },
    };
    const { put, discarded } = open({ mapping, outcomes: [FAILED] });
    put("a", "b");
    await afterAllPromises();
    assert.deepEqual(discarded, [
      [
        QUEUE,
        {
          requestContext: {
            requestId: "r1",
            functionArn: "tell",
            condition: "RetryAttemptsExhausted",
            approximateInvokeCount: 1,
          },
          responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
          version: "1.0",
          timestamp: "2024-02-29T12:00:00.000Z",
          DDBStreamBatchInfo: {
            shardId: "shardId-00000000000000000000-00000000",
            startSequenceNumber: "100000000000000000001",
            endSequenceNumber: "100000000000000000002",
            approximateArrivalOfFirstRecord: "2024-02-29T12:00:00Z",
            approximateArrivalOfLastRecord: "2024-02-29T12:00:00Z",
            batchSize: 2,
            streamArn: STREAM,
          },
        },
      ],
    ]);
  });

  it("comes twice, each batch before the next one, where it is to be duplicated", async () => {
    const { put, batches } = open({ mapping: { batch_size: 1 }, isDuplicating: true });
    put("a", "b");
    await afterAllPromises();
    assert.deepEqual(batches, ["INSERT a", "INSERT a", "INSERT b", "INSERT b"]);
  });

  it("feeds no function that this machine cannot run", async () => {
    const { put, batches, clock } = open({ isLeftOut: (name) => name === "tell" });
    put("a");
    assert.equal(await skipAhead(clock), false);
    assert.deepEqual(batches, []);
  });

  it("needs a view type", () => {
    assert.throws(() => open({ table: { stream_view_type: undefined } }), {
      name: "UserError",
      message:
        "aws_dynamodb_table.news: Expected a stream_view_type, since the table has a stream, but found none. " +
        "Choose one of KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES.",
    });
  });
});
