import type { SentEvent } from "../bus/event-router.ts";
import { bucketOf, failureObjectKey } from "../bus/failure-object.ts";
import type { Topics } from "../services/topics.ts";
import type { DestinationDetails } from "./function-calls.ts";

export interface DestinationsOptions {
  readonly topics: Topics;
  readonly nowMs: () => number;
  readonly sendEvent: (busArn: string, event: SentEvent) => unknown;
  readonly sendToQueue: (queueArn: string, body: unknown) => unknown;
  readonly putObject: (bucket: string, key: string, body: string) => Promise<unknown>;
}

/**
 * Sends what Lambda tells of an event or of records to a destination. What is not there is not sent to, as in AWS, which counts
 * that as a metric.
 */
export function createDestinations({
  topics,
  nowMs,
  sendEvent,
  sendToQueue,
  putObject,
}: DestinationsOptions) {
  return async (
    arn: string,
    body: unknown,
    { attributes, folder = "" }: DestinationDetails,
  ): Promise<void> => {
    const bucket = bucketOf(arn);
    if (bucket !== undefined) {
      await putObject(bucket, failureObjectKey(folder, nowMs()), JSON.stringify(body)).catch(ignore);
    } else if (topics.isStandard(arn)) {
      topics.publish(arn, { Message: body, ...(attributes && { MessageAttributes: attributes }) });
    } else if (arn.startsWith("arn:aws:events:")) {
      sendEvent(arn, body as SentEvent);
    } else sendToQueue(arn, body);
  };
}

/** A bucket that is not there. */
function ignore(): void {}
