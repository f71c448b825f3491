/** What a {@link UserError} says. Each part is a phrase that fits its place in the sentence. */
export interface UserErrorParts {
  /** Where it was found: `functions/compress/handler.ts:3:21`, a construct path, a command line. Optional. */
  readonly at?: string;
  /** What was expected, as it reads after "Expected": `a package-lock.json beside layers/sharp/package.json`. */
  readonly expected: string;
  /** What was found instead, as it reads after "but found": `none`. */
  readonly found: string;
  /** What to do, one sentence: `Run "npm install --package-lock-only" in layers/sharp and commit the lockfile.` */
  readonly advice: string;
  /** Lines that stand below the sentence: the place in the source, or several mistakes one by one. Optional. */
  readonly details?: readonly string[];
}

/**
 * A mistake of the person who uses Terraloom, not of Terraloom: shown as its message alone, without a stack trace.
 *
 * The message reads `<at>: Expected <expected>, but found <found>. <advice>`, and the details in lines below it.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** What the message was made of, to be made again on the other side of a process border. */
  declare readonly parts: UserErrorParts;

  constructor(parts: UserErrorParts) {
    const message = [userErrorSentence(parts), ...(parts.details ?? [])].join("\n");
    super(message);
    const fixed = (value: unknown) => ({ get: () => value, set: () => {}, enumerable: false });
    Object.defineProperties(this, {
      // cdktf prefixes the message of whatever a token throws ("Resolution error: …"): that assignment is ignored.
      message: fixed(message),
      // What Node prints of an error that nobody catches.
      stack: fixed(message),
      parts: fixed(parts),
    });
  }
}

/** The message without its details. */
export function userErrorSentence({ at, expected, found, advice }: UserErrorParts): string {
  return `${at === undefined ? "" : `${at}: `}Expected ${expected}, but found ${found}. ${advice}`;
}
