import { MAX_EVENT_BYTES } from "./lambda-failure.ts";

/** An event over 6 MB: the function is not called. Named as the Lambda API's error ("Invoke"). */
export class RequestTooLargeError extends Error {
  override readonly name = "RequestTooLargeException";

  constructor() {
    super(`Request must be smaller than ${MAX_EVENT_BYTES} bytes for the InvokeFunction operation`);
  }
}
