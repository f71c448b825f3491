import { isJsonObject, parsedJson } from "../../states/json-value.ts";
import { DynamoDbError } from "./dynamodb-error.ts";
import { validationError } from "./validation-error.ts";

/** Where a reader of a stream stands. */
export interface ShardIterator {
  readonly streamArn: string;
  /** Of the next record, from 1. */
  readonly place: number;
  /** When it was given, in milliseconds since 1970. */
  readonly givenMs: number;
}

/** "A shard iterator expires 15 minutes after it is retrieved": "GetShardIterator". */
const VALID_MS = 15 * 60_000;

export function writeIterator({ streamArn, ...position }: ShardIterator): string {
  return `${streamArn}|1|${Buffer.from(JSON.stringify(position)).toString("base64")}`;
}

/** @throws DynamoDbError ValidationException for what is none, ExpiredIteratorException */
export function readIterator(text: string, nowMs: number): ShardIterator {
  const [streamArn = "", , position = ""] = text.split("|");
  const read = parsedJson(Buffer.from(position, "base64").toString());
  if (!isJsonObject(read) || typeof read.place !== "number" || typeof read.givenMs !== "number") {
    throw validationError("Invalid ShardIterator");
  }
  if (nowMs - read.givenMs > VALID_MS) {
    throw new DynamoDbError("ExpiredIteratorException", "Iterator expired. The iterator is too old.");
  }
  return { streamArn, place: read.place, givenMs: read.givenMs };
}
