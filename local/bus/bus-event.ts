/** An event as EventBridge delivers it ("Events in Amazon EventBridge"). */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** To the second: `2024-02-29T12:00:00Z`. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
  /** Of an event that an archive gave once more. */
  readonly "replay-name"?: string;
}

/** What a sender says of an event; the bus adds the rest. */
export type SentEvent = Pick<BusEvent, "detail-type" | "source" | "detail"> &
  Partial<Pick<BusEvent, "resources">>;

/** A moment in milliseconds since 1970 as events have it. */
export function eventTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
