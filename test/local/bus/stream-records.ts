import type { StreamSource } from "../../../local/bus/stream-source.ts";
import type { StreamRecord } from "../../../local/services/dynamodb/stream-record.ts";
import { streamRecord } from "../../../local/services/dynamodb/stream-record.ts";

export const STREAM = "arn:aws:dynamodb:eu-west-1:123456789012:table/news/stream/1970-01-01T00:00:00.000";

/** A mapping with Lambda's defaults. */
export function streamSource(more: Partial<StreamSource> = {}): StreamSource {
  return {
    uuid: "11111111-2222-3333-4444-555555555555",
    streamArn: STREAM,
    functionArn: "tell",
    batchSize: 100,
    batchingWindowSeconds: 0,
    isReportingItems: false,
    filters: undefined,
    isBisecting: false,
    parallelizationFactor: 1,
    ...more,
  };
}

/** Records of new items with these ids, one each second. */
export function streamRecords(ids: readonly string[], startMs: number): readonly StreamRecord[] {
  return ids.map((id, index) => {
    const key = { id: { S: id } };
    return streamRecord(
      { key, before: undefined, after: key },
      { arn: STREAM, viewType: "KEYS_ONLY" },
      { region: "eu-west-1", nowMs: startMs + index * 1000, place: index + 1 },
    );
  });
}

export function idsOf(records: readonly StreamRecord[]): string {
  return records.map(({ dynamodb }) => Object.values(dynamodb.Keys.id ?? {})[0]).join("");
}
