/**
 * A failure that a workflow can name: `Retry` and `Catch` match `error`, and `cause` is what a reader sees.
 *
 * Follows "Handling errors in Step Functions workflows".
 */
export class StatesError extends Error {
  override readonly name = "StatesError";
  /** The error name, such as `States.TaskFailed` or `UnsupportedFormat`; "" where a Fail state gives none. */
  readonly error: string;
  /** What happened, as text; "" where nobody said. */
  override readonly cause: string;

  /** Another name by which handlers take it. Default: none but `error`. */
  readonly alias: string;

  constructor(error: string, cause = "", alias = error) {
    super(cause === "" ? error : `${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
    this.alias = alias;
  }
}

/** Whether the history tells of the failure beside the execution's end: `States.Runtime` ends an execution at once. */
export function isRecorded(failure: unknown): boolean {
  return failure instanceof StatesError && failure.error !== "States.Runtime";
}
