import { isStackOverflow } from "./exhaustion.ts";
import { StatesError } from "./states-error.ts";

/** The largest input or output of a state, as "Service quotas": 256 KiB of UTF-8. */
const LARGEST_PAYLOAD_BYTES = 256 * 1024;

/** Values that were found to be small enough: most states hand on what they were given, and nobody changes it. */
const small = new WeakSet<object>();

/** The last of them: a chain of states often hands on one value. */
let latest: object | undefined;

/** Throws StatesError `States.DataLimitExceeded` where a value is too large to be handed on. */
export function checkPayload(value: unknown, stateName: string): void {
  if (typeof value === "object" && value !== null) {
    if (value === latest) return;
    if (small.has(value) || isSmall(jsonText(value, stateName))) {
      small.add(value);
      latest = value;
      return;
    }
  } else if (isSmall(jsonText(value, stateName))) return;
  throw new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${stateName}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

/** A character takes at most three bytes a UTF-16 unit: most payloads need not be counted. */
function isSmall(text: string): boolean {
  return text.length * 3 <= LARGEST_PAYLOAD_BYTES || Buffer.byteLength(text) <= LARGEST_PAYLOAD_BYTES;
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
