import assert from "node:assert/strict";
import { createStreamLog } from "../../../../local/services/dynamodb/stream-log.ts";
import { streamRecord } from "../../../../local/services/dynamodb/stream-record.ts";
import { streamsService } from "../../../../local/services/dynamodb/streams-service.ts";
import type { TableDefinition } from "../../../../local/services/dynamodb/table-definition.ts";
import type { JsonObject } from "../../../../local/states/json-value.ts";
import { STREAM_LABEL } from "../../../../local/synthesized/computed-attributes.ts";

const ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/news";
const STREAM = `${ARN}/stream/${STREAM_LABEL}`;
const SHARD = "shardId-00000000000000000000-00000000";
const HOUR_MS = 3_600_000;
const TABLE: TableDefinition = {
  name: "news",
  arn: ARN,
  key: { hash: { name: "id", type: "S" } },
  indexes: [],
  stream: { arn: STREAM, viewType: "KEYS_ONLY" },
};

/** The stream of a table with these items, each written an hour after the one before, from 0 on. */
function opened(...ids: readonly string[]) {
  let nowMs = 0;
  const log = createStreamLog(TABLE, () => nowMs);
  const write = (id: string, isExpiry = false) => {
    const key = { id: { S: id } };
    const change = isExpiry
      ? { key, before: key, after: undefined, isExpiry }
      : { key, before: undefined, after: key };
    const about = { region: "eu-west-1", nowMs, place: log.nextPlace() };
    log.add(streamRecord(change, { arn: STREAM, viewType: "KEYS_ONLY" }, about));
  };
  for (const id of ids) {
    write(id);
    nowMs += HOUR_MS;
  }
  const service = streamsService(new Map([[STREAM, log]]), SHARD, () => nowMs);
  const call = (operation: string, input: JsonObject) =>
    service.operations[operation]?.(input, new AbortController().signal) as Record<string, unknown>;
  const iterator = (ShardIteratorType: string, SequenceNumber?: string) =>
    call("GetShardIterator", { StreamArn: STREAM, ShardId: SHARD, ShardIteratorType, SequenceNumber })
      .ShardIterator;
  const read = (ShardIterator: unknown, more: object = {}) => {
    const { Records, NextShardIterator } = call("GetRecords", { ShardIterator, ...more });
    const ids = (Records as readonly { dynamodb: { Keys: { id: { S: string } } } }[]).map(
      ({ dynamodb }) => dynamodb.Keys.id.S,
    );
    return { ids: ids.join(""), next: NextShardIterator };
  };
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { service, call, iterator, read, write, wait };
}

const SECOND = "100000000000000000002";

describe("the API of table streams", () => {
  it("lists the streams of all tables or of one", () => {
    const { call } = opened();
    const Streams = [{ StreamArn: STREAM, StreamLabel: STREAM_LABEL, TableName: "news" }];
    assert.deepEqual(call("ListStreams", {}), { Streams });
    assert.deepEqual(call("ListStreams", { TableName: "news" }), { Streams });
    assert.deepEqual(call("ListStreams", { TableName: "other" }), { Streams: [] });
  });

  it("describes a stream with its one shard", () => {
    const { call } = opened("a");
    assert.deepEqual(call("DescribeStream", { StreamArn: STREAM }), {
      StreamDescription: {
        StreamArn: STREAM,
        StreamLabel: STREAM_LABEL,
        StreamStatus: "ENABLED",
        StreamViewType: "KEYS_ONLY",
        CreationRequestDateTime: 0,
        TableName: "news",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        Shards: [
          { ShardId: SHARD, SequenceNumberRange: { StartingSequenceNumber: "100000000000000000001" } },
        ],
      },
    });
  });

  it("gives records from the beginning, from a sequence number, behind it, and those that are yet to come", () => {
    const { iterator, read, write } = opened("a", "b", "c");
    const latest = iterator("LATEST");
    assert.equal(read(iterator("TRIM_HORIZON")).ids, "abc");
    assert.equal(read(iterator("AT_SEQUENCE_NUMBER", SECOND)).ids, "bc");
    assert.equal(read(iterator("AFTER_SEQUENCE_NUMBER", SECOND)).ids, "c");
    assert.equal(read(latest).ids, "");
    write("d");
    assert.equal(read(latest).ids, "d");
  });

  it("gives as many as are asked for, and where the next ones begin", () => {
    const { iterator, read, write } = opened("a", "b", "c");
    const first = read(iterator("TRIM_HORIZON"), { Limit: 2 });
    const second = read(first.next, { Limit: 2 });
    write("d");
    assert.deepEqual([first.ids, second.ids, read(second.next).ids], ["ab", "c", "d"]);
  });

  it("gives records without what Lambda adds", () => {
    const { call, iterator, write } = opened();
    write("a", true);
    const { Records } = call("GetRecords", { ShardIterator: iterator("TRIM_HORIZON") });
    const [{ eventID, ...record } = assert.fail()] = Records as readonly JsonObject[];
    assert.match(String(eventID), /^[0-9a-f]{32}$/);
    assert.deepEqual(record, {
      eventName: "REMOVE",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-west-1",
      dynamodb: {
        ApproximateCreationDateTime: 0,
        Keys: { id: { S: "a" } },
        SequenceNumber: "100000000000000000001",
        SizeBytes: 3,
        StreamViewType: "KEYS_ONLY",
      },
      userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
    });
  });

  it("gives tasks its fields in PascalCase, and attributes as they are", () => {
    const { call, iterator, service } = opened("a");
    const output = service.taskOutput?.(call("GetRecords", { ShardIterator: iterator("TRIM_HORIZON") }));
    const [record = assert.fail()] = (output as { readonly Records: readonly JsonObject[] }).Records;
    assert.deepEqual((record.Dynamodb as JsonObject).Keys, { id: { S: "a" } });
    assert.deepEqual(Object.keys(record).sort(), [
      "AwsRegion",
      "Dynamodb",
      "EventID",
      "EventName",
      "EventSource",
      "EventVersion",
    ]);
  });

  it("keeps records for a day", () => {
    const { iterator, read, wait } = opened("a", "b", "c");
    const [beginning, second] = [iterator("TRIM_HORIZON"), iterator("AT_SEQUENCE_NUMBER", SECOND)];
    // The last one was written an hour ago.
    wait(23 * HOUR_MS - 1);
    assert.equal(read(iterator("TRIM_HORIZON")).ids, "c");
    assert.throws(() => iterator("AT_SEQUENCE_NUMBER", SECOND), { code: "TrimmedDataAccessException" });
    for (const old of [beginning, second])
      assert.throws(() => read(old), { code: "ExpiredIteratorException" });
  });

  for (const [what, operation, input, code] of [
    [
      "a stream that is not there",
      "DescribeStream",
      { StreamArn: `${STREAM}1` },
      "ResourceNotFoundException",
    ],
    [
      "another shard",
      "GetShardIterator",
      { StreamArn: STREAM, ShardId: "other", ShardIteratorType: "LATEST" },
      "ResourceNotFoundException",
    ],
    [
      "another type of iterator",
      "GetShardIterator",
      { StreamArn: STREAM, ShardId: SHARD, ShardIteratorType: "FIRST" },
      "ValidationException",
    ],
    [
      "a place without a sequence number",
      "GetShardIterator",
      { StreamArn: STREAM, ShardId: SHARD, ShardIteratorType: "AT_SEQUENCE_NUMBER" },
      "ValidationException",
    ],
    ["what is no iterator", "GetRecords", { ShardIterator: "next" }, "ValidationException"],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => opened().call(operation, input), { code });
    });
  }
});
