import { readFileSync } from "node:fs";
import { UserError, type UserErrorParts } from "../reporting/user-error.ts";

/**
 * The text of a file.
 *
 * @throws UserError, with what `missing` says, for one that cannot be read.
 */
export function readText(path: string, missing: Omit<UserErrorParts, "at">): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UserError({ at: path, ...missing });
  }
}
