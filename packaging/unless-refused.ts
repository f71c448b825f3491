import { UserError } from "../reporting/user-error.ts";

/** What `read` gives; undefined where it refuses what the user wrote, which is said elsewhere, with all else that is wrong. */
export function unlessRefused<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
