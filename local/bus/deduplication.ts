/**
 * For how long a FIFO queue or topic takes a message with the same id for the same one ("Using the Amazon SQS message
 * deduplication ID", "Amazon SNS message deduplication for FIFO topics").
 */
const INTERVAL_MS = 5 * 60_000;

/** What a FIFO queue or topic remembers of the messages that it took. */
export interface Deduplication<Sent> {
  /** What became of the message of that id, if it was sent within five minutes. */
  find(id: string): Sent | undefined;
  remember(id: string, sent: Sent): void;
}

export function createDeduplication<Sent>(nowMs: () => number): Deduplication<Sent> {
  const sentById = new Map<string, { readonly sent: Sent; readonly untilMs: number }>();
  return {
    find(id) {
      const found = sentById.get(id);
      return found !== undefined && nowMs() < found.untilMs ? found.sent : undefined;
    },
    remember: (id, sent) => void sentById.set(id, { sent, untilMs: nowMs() + INTERVAL_MS }),
  };
}
