import type { JsonObject } from "../../states/json-value.ts";
import { STREAM_LABEL } from "../../synthesized/computed-attributes.ts";
import { pascalCase } from "../field-case.ts";
import type { Service } from "../service.ts";
import { DynamoDbError } from "./dynamodb-error.ts";
import { describedKey } from "./operations/describe-table.ts";
import { countIn, oneOf, required, textIn } from "./request.ts";
import { readIterator, writeIterator } from "./shard-iterator.ts";
import type { StreamLog } from "./stream-log.ts";
import { placeOf, type StreamRecord, sequenceNumberOf } from "./stream-record.ts";
import { validationError } from "./validation-error.ts";

/** By the ARNs of streams. */
type Logs = ReadonlyMap<string, StreamLog>;

const MOST_STREAMS = 100;
const MOST_RECORDS = 1000;
/** "GetRecords can retrieve a maximum of 1 MB of data or 1000 stream records." */
const MOST_BYTES = 1024 * 1024;

/** The Amazon DynamoDB Streams API Reference: the streams of tables, each with one shard. */
export function streamsService(logs: Logs, shardId: string, nowMs: () => number): Service {
  return {
    name: "dynamodbstreams",
    operations: {
      ListStreams: (input) => listStreams(logs, input),
      DescribeStream: (input) => describeStream(logs, shardId, input),
      GetShardIterator: (input) => getShardIterator(logs, shardId, input, nowMs()),
      GetRecords: (input) => getRecords(logs, input, nowMs()),
    },
    taskOutput: taskRecords,
  };
}

function listStreams(logs: Logs, input: JsonObject): JsonObject {
  const limit = Math.min(countIn(input, "Limit", 1) ?? MOST_STREAMS, MOST_STREAMS);
  const tableName = textIn(input, "TableName");
  const after = textIn(input, "ExclusiveStartStreamArn") ?? "";
  const arns = [...logs]
    .filter(([arn, { table }]) => (tableName === undefined || table.name === tableName) && arn > after)
    .map(([arn]) => arn)
    .sort();
  const page = arns.slice(0, limit);
  return {
    Streams: page.map((arn) => ({
      StreamArn: arn,
      StreamLabel: STREAM_LABEL,
      TableName: logs.get(arn)?.table.name,
    })),
    ...(page.length < arns.length && { LastEvaluatedStreamArn: page.at(-1) }),
  };
}

function describeStream(logs: Logs, shardId: string, input: JsonObject): JsonObject {
  const { arn, log } = find(logs, required(input, "StreamArn"));
  const isAfter = textIn(input, "ExclusiveStartShardId") !== undefined;
  const { name, key, stream } = log.table;
  const range = { StartingSequenceNumber: sequenceNumberOf(log.firstPlace()) };
  return {
    StreamDescription: {
      StreamArn: arn,
      StreamLabel: STREAM_LABEL,
      StreamStatus: "ENABLED",
      StreamViewType: stream?.viewType,
      CreationRequestDateTime: 0,
      TableName: name,
      KeySchema: describedKey(key),
      Shards: isAfter ? [] : [{ ShardId: shardId, SequenceNumberRange: range }],
    },
  };
}

const ITERATOR_TYPES = ["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"] as const;

function getShardIterator(logs: Logs, shardId: string, input: JsonObject, nowMs: number): JsonObject {
  const { arn, log } = find(logs, required(input, "StreamArn"));
  if (required(input, "ShardId") !== shardId)
    throw notFound("Requested resource not found: Shard does not exist");
  required(input, "ShardIteratorType");
  const type = oneOf(input, "ShardIteratorType", ITERATOR_TYPES);
  const place = startOf(log, type, textIn(input, "SequenceNumber"));
  return { ShardIterator: writeIterator({ streamArn: arn, place, givenMs: nowMs }) };
}

function startOf(log: StreamLog, type: (typeof ITERATOR_TYPES)[number], sequenceNumber = ""): number {
  if (type === "TRIM_HORIZON") return log.firstPlace();
  if (type === "LATEST") return log.nextPlace();
  const place = placeOf(sequenceNumber);
  if (place === undefined) throw validationError("Invalid SequenceNumber");
  checkTrimmed(log, place);
  return type === "AT_SEQUENCE_NUMBER" ? place : place + 1;
}

function getRecords(logs: Logs, input: JsonObject, nowMs: number): JsonObject {
  const iterator = readIterator(String(required(input, "ShardIterator")), nowMs);
  const { arn, log } = find(logs, iterator.streamArn);
  const { place } = iterator;
  checkTrimmed(log, place);
  const limit = Math.min(countIn(input, "Limit", 1) ?? MOST_RECORDS, MOST_RECORDS);
  const found = log.from(place, limit);
  let bytes = 0;
  const tooMany = found.findIndex(({ dynamodb }, index) => {
    bytes += dynamodb.SizeBytes;
    return index > 0 && bytes > MOST_BYTES;
  });
  const records = tooMany === -1 ? found : found.slice(0, tooMany);
  return {
    Records: records.map(apiRecord),
    NextShardIterator: writeIterator({ streamArn: arn, place: place + records.length, givenMs: nowMs }),
  };
}

/** As the API gives a record: Lambda adds the ARN of the stream, and writes the fields of the identity small. */
function apiRecord({ eventSourceARN: _, userIdentity, ...record }: StreamRecord): JsonObject {
  if (userIdentity === undefined) return record;
  const { type, principalId } = userIdentity;
  return { ...record, userIdentity: { Type: type, PrincipalId: principalId } };
}

/** Tasks see all fields in PascalCase, and attributes of items as they are. */
function taskRecords(output: unknown): unknown {
  const { Records: records, ...others } = output as { readonly Records?: readonly JsonObject[] };
  if (records === undefined) return output;
  const pascal = (record: JsonObject) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [pascalCase(name), value]));
  return { ...others, Records: records.map(pascal) };
}

/** @throws DynamoDbError TrimmedDataAccessException for records that are not kept any more */
function checkTrimmed(log: StreamLog, place: number): void {
  if (place >= log.firstPlace()) return;
  throw new DynamoDbError(
    "TrimmedDataAccessException",
    "The operation attempted to read past the oldest stream record in a shard.",
  );
}

function find(logs: Logs, given: unknown): { readonly arn: string; readonly log: StreamLog } {
  const arn = String(given);
  const log = logs.get(arn);
  if (log !== undefined) return { arn, log };
  throw notFound(`Requested resource not found: Stream: ${arn} not found`);
}

function notFound(message: string): DynamoDbError {
  return new DynamoDbError("ResourceNotFoundException", message);
}
