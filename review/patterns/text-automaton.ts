import { isJsonObject, type Json } from "../plan/json.ts";

/** What reads a text character by character: a place in each of the globs of a matcher. */
export interface TextAutomaton {
  readonly globs: readonly Glob[];
  /** It takes what none of the globs takes. */
  readonly negated: boolean;
}

/** Characters, and null for any number of any characters. */
export interface Glob {
  readonly parts: readonly (string | null)[];
  readonly ignoresCase: boolean;
}

/** The texts that a matcher takes; undefined for one that is no matter of characters (`cidr`). */
export function textAutomaton(matcher: Json): TextAutomaton | undefined {
  if (typeof matcher === "string") return one(glob(matcher, false, false));
  if (!isJsonObject(matcher)) return { globs: [], negated: false };
  if (matcher.exists === true) return { globs: [], negated: true };
  const but = matcher["anything-but"];
  if (but === undefined) return globsOf(matcher, false);
  if (!isJsonObject(but))
    return {
      globs: (Array.isArray(but) ? but : [but]).flatMap((text: Json) =>
        typeof text === "string" ? [glob(text, false, false)] : [],
      ),
      negated: true,
    };
  const automaton = globsOf(but, true);
  return automaton === undefined ? undefined : { ...automaton, negated: true };
}

const one = (only: Glob): TextAutomaton => ({ globs: [only], negated: false });

function globsOf(
  operators: { readonly [key: string]: Json },
  severalAllowed: boolean,
): TextAutomaton | undefined {
  const entries = Object.entries(operators);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return undefined;
  const [operator, operand] = entry;
  const operands = severalAllowed && Array.isArray(operand) ? operand : [operand];
  const globs = operands.map((text: Json) => operatorGlob(operator, text));
  return globs.includes(undefined)
    ? numericOrNone(operator)
    : { globs: globs as readonly Glob[], negated: false };
}

/** No text is a number. */
const numericOrNone = (operator: string): TextAutomaton | undefined =>
  operator === "numeric" || operator === "exists" ? { globs: [], negated: false } : undefined;

function operatorGlob(operator: string, operand: Json): Glob | undefined {
  const folded = isJsonObject(operand) ? operand["equals-ignore-case"] : undefined;
  const text = typeof operand === "string" ? operand : folded;
  if (typeof text !== "string") return undefined;
  const ignoresCase = folded !== undefined;
  switch (operator) {
    case "prefix":
      return glob(text, false, true, ignoresCase);
    case "suffix":
      return glob(text, true, false, ignoresCase);
    case "equals-ignore-case":
      return glob(text, false, false, true);
    case "wildcard":
      return { parts: wildcardParts(text), ignoresCase: false };
    default:
      return undefined;
  }
}

const glob = (text: string, anyBefore: boolean, anyAfter: boolean, ignoresCase = false): Glob => ({
  parts: [
    ...(anyBefore ? [null] : []),
    ...(ignoresCase ? text.toLowerCase() : text),
    ...(anyAfter ? [null] : []),
  ],
  ignoresCase,
});

/** `\*` and `\\` are the characters themselves. */
function wildcardParts(text: string): readonly (string | null)[] {
  const tokens = text.match(/\\[*\\]|[\s\S]/gu) ?? [];
  return tokens.map((token) =>
    token === "*" ? null : token.length > 1 && token.startsWith("\\") ? token.slice(1) : token,
  );
}

/** Where an automaton is in each of its globs: sorted places. */
export type Places = readonly (readonly number[])[];

export const startOf = ({ globs }: TextAutomaton): Places => globs.map((one) => settled(one, [0]));

/** The places after one more character. */
export const stepOf = ({ globs }: TextAutomaton, places: Places, character: string): Places =>
  globs.map((one, index) => {
    const folded = one.ignoresCase ? character.toLowerCase() : character;
    const next = (places[index] ?? []).flatMap((place) => {
      const part = one.parts[place];
      if (part === null) return [place];
      return part === folded ? [place + 1] : [];
    });
    return settled(one, next);
  });

/** Whether the text so far is taken. */
export const takes = ({ globs, negated }: TextAutomaton, places: Places): boolean =>
  globs.some(({ parts }, index) => (places[index] ?? []).includes(parts.length)) !== negated;

/** "Any number of characters" may be none. */
function settled({ parts }: Glob, places: readonly number[]): readonly number[] {
  const all = new Set(places);
  for (const place of all) if (parts[place] === null) all.add(place + 1);
  return [...all].sort((a, b) => a - b);
}
