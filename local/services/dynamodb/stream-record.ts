import { createHash } from "node:crypto";
import type { Item } from "./attribute-value.ts";
import type { ItemChange } from "./item-change.ts";
import { itemSizeBytes } from "./item-size.ts";
import type { StreamDefinition } from "./table-definition.ts";

/** A change of an item as a function gets it ("Using AWS Lambda with Amazon DynamoDB"). */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly eventVersion: "1.1";
  readonly eventSource: "aws:dynamodb";
  readonly awsRegion: string;
  readonly dynamodb: {
    /** In seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    /** Digits that rise with every change of the table. */
    readonly SequenceNumber: string;
    /** Of the keys and the images. */
    readonly SizeBytes: number;
    readonly StreamViewType: StreamDefinition["viewType"];
  };
  readonly eventSourceARN: string;
  /** Of an item whose time has passed. */
  readonly userIdentity?: { readonly type: "Service"; readonly principalId: "dynamodb.amazonaws.com" };
}

export interface StreamPlace {
  readonly region: string;
  readonly nowMs: number;
  /** Of the change among those of its table, from 1. */
  readonly place: number;
}

export function streamRecord(
  change: ItemChange,
  { arn, viewType }: StreamDefinition,
  { region, nowMs, place }: StreamPlace,
): StreamRecord {
  const { key, before, after } = change;
  const images = {
    ...(after && viewType.startsWith("NEW_") && { NewImage: after }),
    ...(before && viewType.includes("OLD_") && { OldImage: before }),
  };
  const sequenceNumber = sequenceNumberOf(place);
  return {
    eventID: createHash("md5").update(`${arn}/${sequenceNumber}`).digest("hex"),
    eventName: nameOf(change),
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(nowMs / 1000),
      Keys: key,
      ...images,
      SequenceNumber: sequenceNumber,
      SizeBytes: [key, ...Object.values(images)].reduce((bytes, item) => bytes + itemSizeBytes(item), 0),
      StreamViewType: viewType,
    },
    eventSourceARN: arn,
    ...(change.isExpiry && {
      userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
    }),
  };
}

function nameOf({ before, after }: ItemChange): StreamRecord["eventName"] {
  if (before === undefined) return "INSERT";
  return after === undefined ? "REMOVE" : "MODIFY";
}

/** "StreamRecord" in the API reference: at least 21 digits. */
export function sequenceNumberOf(place: number): string {
  return `1${String(place).padStart(20, "0")}`;
}

/** The place of a change, by its sequence number; undefined for what is none. */
export function placeOf(sequenceNumber: string): number | undefined {
  return /^1\d{20}$/.test(sequenceNumber) ? Number(sequenceNumber.slice(1)) : undefined;
}
