/** What an AWS service refuses, named as in its API reference: `QueueDoesNotExist`. */
export class AwsError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }

  get code(): string {
    return this.name;
  }
}

/** For what a destination refuses, which AWS counts as a metric and tells nobody. Rethrows all other errors. */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof AwsError)) throw error;
}

/** A queue that is not there, as Amazon SQS refuses it. */
export function noSuchQueue(): AwsError {
  return new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
}

/** A value that stands in the way of a request to Amazon SQS. */
export function invalidValue(value: unknown, parameter: string, reason: string): AwsError {
  return new AwsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}
