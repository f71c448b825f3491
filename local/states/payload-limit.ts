import { isStackOverflow } from "./exhaustion.ts";
import { StatesError } from "./states-error.ts";

/** The largest input or output of a state, as "Service quotas": 256 KiB of UTF-8. */
const LARGEST_PAYLOAD_BYTES = 256 * 1024;

/** Throws StatesError `States.DataLimitExceeded` where a value is too large to be handed on. */
export function checkPayload(value: unknown, stateName: string): void {
  const text = jsonText(value, stateName);
  // A character takes at most three bytes a UTF-16 unit: most payloads need not be counted.
  if (text.length * 3 <= LARGEST_PAYLOAD_BYTES || Buffer.byteLength(text) <= LARGEST_PAYLOAD_BYTES) return;
  throw new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

function jsonText(value: unknown, stateName: string): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new StatesError(
      "States.Runtime",
      `The output of the state '${stateName}' is nested too deep to be processed.`,
    );
  }
}
