/** Why a target did not take an event, as EventBridge tells it in a dead-letter queue. */
export interface DeliveryRefusal {
  /** One of the codes of "Using dead-letter queues to process undelivered events in EventBridge". */
  readonly code: string;
  readonly message: string;
  /** Whether trying again may help. */
  readonly isRetriable: boolean;
}

/** The names of errors by which AWS services say that a resource is not there. */
const MISSING = ["ResourceNotFoundException", "QueueDoesNotExist", "StateMachineDoesNotExist"];

const REFUSED = [
  "InvalidExecutionInput",
  "InvalidParameterValue",
  "InvalidParameterValueException",
  "InvalidRequestContentException",
  "MissingParameter",
  "RequestEntityTooLargeException",
  "RequestTooLargeException",
];

const THROTTLED = [
  "ConcurrentInvocationLimitExceeded",
  "EC2ThrottledException",
  "ThrottlingException",
  "TooManyRequestsException",
];

/** Tells an error of a service by its name. */
export function deliveryRefusal(error: unknown): DeliveryRefusal {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  const is = (names: readonly string[]) => names.includes(name ?? "") || names.includes(code ?? "");
  const text = message ?? String(error);
  if (is(MISSING)) return { code: "NO_RESOURCE", message: text, isRetriable: false };
  if (is(REFUSED)) return { code: "INVALID_PARAMETER", message: text, isRetriable: false };
  return { code: is(THROTTLED) ? "THROTTLING" : "ERROR_FROM_TARGET", message: text, isRetriable: true };
}
