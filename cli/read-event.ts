import { UserError } from "../reporting/user-error.ts";
import { readText } from "./read-text.ts";

/** @throws UserError for a file that cannot be read, or that is no JSON. */
export function readEvent(path: string): unknown {
  const text = readText(path, {
    expected: "a JSON file with the event",
    found: "nothing that can be read",
    advice: "Check the spelling.",
  });
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
