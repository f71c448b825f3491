import { UserError } from "../../reporting/user-error.ts";
import type { PendingWork } from "../app/pending-work.ts";
import type { Clock } from "../states/clock.ts";
import type { AddressedEvent, Delivery } from "./delivery.ts";
import { type DeliveryRefusal, deliveryRefusal } from "./delivery-refusal.ts";
import { type MessageAttributes, textAttributes } from "./message-attributes.ts";
import { retryBackoffMs } from "./retry-backoff.ts";

/** One call of a target, to be made until it is taken. */
export interface TargetCall {
  /** Rejects where the target does not take it. */
  attempt(): Promise<void>;
  /** Told when it is not made any more. */
  giveUp(error: Error): void;
}

/** What could not be delivered. */
export interface UndeliveredEvent {
  readonly rule: string;
  readonly targetArn: string;
  readonly eventId: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  /** The queue that got it; undefined where the target has none, or none that takes it. */
  readonly deadLetterArn?: string;
}

export interface DelivererOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly work: PendingWork;
  readonly prepare: (delivery: Delivery) => TargetCall;
  /** Sends to a dead-letter queue; whether that took it. */
  readonly sendMessage: (queueArn: string, body: unknown, attributes: MessageAttributes) => boolean;
  /** Calls of a target for each event. Default: 1. */
  readonly copies?: number;
  /** Begins what it is given now or later. Default: now. */
  readonly begin?: (work: () => void) => void;
}

/** Calls targets with events, again where that may help ("How EventBridge retries delivering events"). */
export interface Deliverer {
  deliver(delivery: Delivery): void;
  /** Gives up an event of which no input could be made. */
  reject(addressed: AddressedEvent, error: Error): void;
  readonly undelivered: readonly UndeliveredEvent[];
}

type RetryCondition = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

export function createDeliverer(options: DelivererOptions): Deliverer {
  const { clock, signal, work, copies = 1, begin = (now) => now() } = options;
  const undelivered: UndeliveredEvent[] = [];

  const giveUp = (
    addressed: AddressedEvent,
    refusal: DeliveryRefusal,
    retries: number,
    condition?: RetryCondition,
  ): void => {
    const { deadLetterArn } = addressed.target;
    const attributes = deadLetterAttributes(addressed, refusal, retries, condition);
    const isKept =
      deadLetterArn !== undefined && options.sendMessage(deadLetterArn, addressed.event, attributes);
    undelivered.push({ ...undeliveredEvent(addressed, refusal), ...(isKept && { deadLetterArn }) });
  };

  const attempt = async (delivery: Delivery, call: TargetCall, retries: number): Promise<void> => {
    try {
      await call.attempt();
    } catch (error) {
      const refusal = deliveryRefusal(error);
      const waitMs = retryBackoffMs(retries);
      const condition = exhausted(delivery, retries, clock.nowMs() + waitMs);
      // What this machine lacks, no dead-letter queue of AWS would ever hold.
      if (error instanceof UserError || signal.aborted) {
        call.giveUp(error as Error);
        throw error;
      }
      if (refusal.isRetriable && condition === undefined) {
        retryLater(delivery, call, retries + 1, waitMs);
        return;
      }
      giveUp(delivery, refusal, retries, refusal.isRetriable ? condition : undefined);
      call.giveUp(error as Error);
    }
  };

  /** Nobody waits for a retry: who wants to settle skips the time until then. */
  const retryLater = (delivery: Delivery, call: TargetCall, retries: number, waitMs: number): void => {
    clock.sleep(waitMs, signal).then(
      () => work.track(attempt(delivery, call, retries)).catch(() => {}),
      (reason) => call.giveUp(reason),
    );
  };

  return {
    deliver(delivery) {
      for (let copy = 0; copy < copies; copy += 1) {
        const call = options.prepare(delivery);
        begin(() => void work.track(attempt(delivery, call, 0)).catch(() => {}));
      }
    },
    reject(addressed, { message }) {
      giveUp(addressed, { code: "INVALID_JSON", message, isRetriable: false }, 0);
    },
    undelivered,
  };
}

/** Which limit of the target's retry policy forbids another attempt at that moment. */
function exhausted(
  { target, receivedMs }: AddressedEvent,
  retries: number,
  nextMs: number,
): RetryCondition | undefined {
  if (retries >= target.maximumRetryAttempts) return "MaximumRetryAttempts";
  const endMs = receivedMs + target.maximumEventAgeSeconds * 1000;
  return nextMs > endMs ? "MaximumEventAgeInSeconds" : undefined;
}

function undeliveredEvent(
  { rule, targetArn, event }: AddressedEvent,
  { code, message }: DeliveryRefusal,
): UndeliveredEvent {
  return { rule, targetArn, eventId: event.id, errorCode: code, errorMessage: message };
}

/** "Using dead-letter queues to process undelivered events in EventBridge"; the message's body is the event itself. */
function deadLetterAttributes(
  { ruleArn, targetArn }: AddressedEvent,
  { code, message }: DeliveryRefusal,
  retries: number,
  condition: RetryCondition | undefined,
): MessageAttributes {
  return textAttributes({
    RULE_ARN: ruleArn,
    TARGET_ARN: targetArn,
    ERROR_CODE: code,
    ERROR_MESSAGE: message,
    ...(condition !== undefined && { EXHAUSTED_RETRY_CONDITION: condition }),
    RETRY_ATTEMPTS: String(retries),
  });
}
