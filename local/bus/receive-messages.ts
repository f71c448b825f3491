import { invalidValue } from "./aws-error.ts";
import type { LocalQueue } from "./local-queue.ts";
import type { ReceivedMessage } from "./message.ts";
import type { SkippingClock } from "./skipping-clock.ts";

export interface ReceiveOptions {
  /** 1 to 10. Default: 1. */
  readonly max?: number;
  /** 0 to 43200. Default: the queue's. */
  readonly visibilityTimeoutSeconds?: number;
  /** 0 to 20. Default: the queue's. */
  readonly waitSeconds?: number;
}

/** Receives messages for who asks. */
export interface Receiver {
  receive(queue: LocalQueue, options: ReceiveOptions): Promise<readonly ReceivedMessage[]>;
  /** Tells those who wait that something has changed in a queue. */
  wake(queue: LocalQueue): void;
}

export function createReceiver(clock: SkippingClock, signal: AbortSignal): Receiver {
  const waiting = new Map<LocalQueue, AbortController>();

  /** Until the queue changes, the clock has got there, or all is over. */
  const untilChange = async (queue: LocalQueue, ms: number): Promise<void> => {
    const change = waiting.get(queue) ?? new AbortController();
    waiting.set(queue, change);
    await clock.sleep(ms - clock.nowMs(), AbortSignal.any([signal, change.signal])).catch(() => {});
  };

  return {
    async receive(queue, { max = 1, visibilityTimeoutSeconds, waitSeconds }) {
      if (!(Number.isInteger(max) && max >= 1 && max <= 10)) {
        throw invalidValue(max, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
      }
      const endMs = clock.nowMs() + (waitSeconds ?? queue.settings.receiveWaitSeconds) * 1000;
      for (;;) {
        const messages = queue.take(max, visibilityTimeoutSeconds);
        if (messages.length > 0 || clock.nowMs() >= endMs || signal.aborted) return messages;
        await untilChange(queue, Math.min(endMs, queue.nextVisibleMs() ?? endMs));
      }
    },
    wake(queue) {
      waiting.get(queue)?.abort();
      waiting.delete(queue);
    },
  };
}
