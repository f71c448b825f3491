import { readFileSync } from "node:fs";
import { UserError } from "../reporting/user-error.ts";

/** @throws UserError for a file that cannot be read, or that is no JSON. */
export function readEvent(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError({
      at: path,
      expected: "a JSON file with the event",
      found: "nothing that can be read",
      advice: "Check the spelling.",
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError({
      at: path,
      expected: "JSON",
      found: (error as Error).message,
      advice: "Correct the file.",
    });
  }
}
