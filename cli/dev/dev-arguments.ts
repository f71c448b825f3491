import { UserError } from "../../reporting/user-error.ts";

/** A function that is watched, with the file of the event that it is called with at the start. */
export interface WatchedFunction {
  readonly name: string;
  readonly eventPath?: string;
}

/**
 * Reads `compress event.json crop`: functions, each of which a JSON file may follow.
 *
 * @throws UserError for a file that follows none.
 */
export function devArguments(words: readonly string[]): readonly WatchedFunction[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (!isFile(word))
      return next !== undefined && isFile(next) ? { name: word, eventPath: next } : { name: word };
    const before = words[index - 1];
    if (before !== undefined && !isFile(before)) return [];
    throw new UserError({
      at: word,
      expected: "the name of a function before its event",
      found: before === undefined ? "none" : `another event, ${before}`,
      advice: `Name the function first: terraloom dev compress ${word}`,
    });
  });
}

function isFile(word: string): boolean {
  return word.endsWith(".json");
}
