import { MAX_EVENT_BYTES } from "./lambda-failure.ts";

/** The largest event of a synchronous and of an asynchronous invocation, in bytes ("Lambda quotas"). */
const LIMITS = { RequestResponse: MAX_EVENT_BYTES, Event: 1_048_576 } as const;

/** How a function is called: the caller waits for the response, or Lambda keeps the event in a queue. */
export type InvocationType = keyof typeof LIMITS;

/** An event that is too large: the function is not called. Named as the service names it to those who call "Invoke". */
export class RequestTooLargeError extends Error {
  override readonly name = "RequestEntityTooLargeException";

  constructor(type: InvocationType, bytes: number) {
    const limit = LIMITS[type];
    super(
      type === "Event"
        ? `${bytes} byte payload is too large for the Event invocation type (limit ${limit} bytes)`
        : `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    );
  }
}

/** @throws RequestTooLargeError */
export function refuseTooLarge(eventJson: string, type: InvocationType): void {
  const bytes = Buffer.byteLength(eventJson);
  if (bytes > LIMITS[type]) throw new RequestTooLargeError(type, bytes);
}
