/** What Amazon SQS refuses, named as in the "Amazon Simple Queue Service API Reference": `QueueDoesNotExist`. */
export class SqsError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }

  get code(): string {
    return this.name;
  }
}

/** A value that stands in the way of a request. */
export function invalidValue(value: unknown, parameter: string, reason: string): SqsError {
  return new SqsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}
