/** Errors that AWS services give for too much traffic, whatever their status. */
const THROTTLING = new Set([
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestTimeout",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
]);

/** Errors of the connection, which have no status since no whole answer came. */
const CONNECTION =
  /^(ECONNABORTED|ECONNREFUSED|ECONNRESET|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT|TimeoutError|AbortError)$/;

interface ServiceError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Whether an error of an AWS client may pass by itself: throttling, status 409, 429 and 5xx, and a connection
 * that fails. 409 is what S3 answers when two conditional writes of one key meet ("How to prevent object
 * overwrites with conditional writes").
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name = "", code = "", message = "", $metadata }: ServiceError = error;
  const status = $metadata?.httpStatusCode ?? 0;
  if (status >= 500 || status === 429 || status === 409 || THROTTLING.has(name)) return true;
  return CONNECTION.test(code) || CONNECTION.test(name) || message === "aborted";
}
