export interface Reason {
  /** An error name: `DamagedPhoto`. */
  readonly error: string;
  /** A sentence. */
  readonly message: string;
}

/**
 * The reason as a user reads it. The error of a Lambda function arrives as JSON text with its message and trace
 * ("Error handling in Step Functions"); of that only the message is for a user.
 */
export function readableReason(reason: Reason | undefined): Reason {
  if (reason === undefined) return { error: "Unknown", message: "No reason was given." };
  const message = lambdaMessage(reason.message) ?? reason.message;
  return { error: reason.error, message: message === "" ? reason.error : message };
}

function lambdaMessage(cause: string): string | undefined {
  try {
    const { errorMessage } = JSON.parse(cause) as { readonly errorMessage?: unknown };
    return typeof errorMessage === "string" ? errorMessage : undefined;
  } catch {
    return undefined;
  }
}
