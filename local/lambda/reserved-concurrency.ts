import type { LambdaSpec } from "./lambda-spec.ts";

/** More invocations at once than a function's reserved concurrency allows. Named as the Lambda API's error ("Invoke"). */
export class TooManyRequestsError extends Error {
  override readonly name = "TooManyRequestsException";
  readonly reason = "ReservedFunctionConcurrentInvocationLimitExceeded";

  constructor() {
    super("Rate Exceeded.");
  }
}

/** Counts the invocations of functions that have a reserved concurrency ("Configuring reserved concurrency for a function"). */
export interface ReservedConcurrency {
  /**
   * Begins an invocation, and gives what ends it. One that waits for a place on this machine is counted too.
   *
   * @throws TooManyRequestsError
   */
  begin(spec: LambdaSpec): () => void;
}

export function createReservedConcurrency(): ReservedConcurrency {
  /** By the function's ARN: its aliases share what is reserved. */
  const running = new Map<string, number>();
  return {
    begin({ arn, reservedConcurrency = Number.POSITIVE_INFINITY }) {
      const count = running.get(arn) ?? 0;
      if (count >= reservedConcurrency) throw new TooManyRequestsError();
      running.set(arn, count + 1);
      return () => running.set(arn, (running.get(arn) ?? 0) - 1);
    },
  };
}
