import { looksRandom, withoutCredentials } from "./credentials.ts";

/** A text as it may be shown: its secrets replaced, each by the same words wherever it stands. */
export type Scrub = (text: string) => string;

/** Shorter ones are words such as "dev", which stand everywhere. */
const MIN_SECRET_LENGTH = 6;
/** So many alternatives one regular expression takes without harm. */
const SECRETS_PER_PATTERN = 500;

/**
 * Texts without credentials and without what the plan itself marks as sensitive, also where it stands unmarked in the middle of another
 * text. Two texts that differ by a secret alone still differ: `(secret 1)` and `(secret 2)`.
 *
 * @param sensitive - the texts that the plan marks.
 */
export function createScrub(sensitive: Iterable<string>): Scrub {
  const numbers = new Map<string, number>();
  const name = (secret: string): string => {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    return `(secret ${number})`;
  };
  const patterns = patternsOf(sensitive);
  const done = new Map<string, string>();
  return (text) => {
    const known = done.get(text);
    if (known !== undefined) return known;
    let clean = text;
    for (const pattern of patterns) clean = clean.replace(pattern, name);
    clean = withoutCredentials(clean, name);
    done.set(text, clean);
    return clean;
  };
}

/** The same for a single value, such as an attribute's: a text that looks like chance is no word for a reviewer either. */
export const scrubValue = (scrub: Scrub, text: string): string =>
  looksRandom(text) && !text.startsWith("arn:") ? "(not shown)" : scrub(text);

function patternsOf(sensitive: Iterable<string>): readonly RegExp[] {
  const texts = [...new Set([...sensitive].flatMap(spellings))].filter(
    (text) => text.length >= MIN_SECRET_LENGTH,
  );
  // The longest first, or the beginning of one would hide the rest of another.
  texts.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const patterns: RegExp[] = [];
  for (let index = 0; index < texts.length; index += SECRETS_PER_PATTERN) {
    const alternatives = texts.slice(index, index + SECRETS_PER_PATTERN).map(escaped);
    patterns.push(new RegExp(alternatives.join("|"), "g"));
  }
  return patterns;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** A secret as it is, inside a JSON text, and as base64 and in an address have it. */
const spellings = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  encoded(secret),
];

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
