import { patternMatcher } from "../../local/events/matches-pattern.ts";
import { validatePattern } from "../../local/events/validate-pattern.ts";
import type { Json } from "../plan/json.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { type EventOutside, eventOutside } from "./event-outside.ts";
import { mayBeInLists } from "./may-be-in-lists.ts";
import type { PatternComparison, Relation } from "./pattern-comparison.ts";
import { patternDifferences } from "./pattern-differences.ts";

/** So large a pattern is not compared field by field. */
const MAX_CHARACTERS = 100_000;

const IN_LISTS =
  "In a list of objects, a field that must not exist counts for one object alone, by the fields beside it.";

/** Whether a pattern of EventBridge matches more, fewer or other events than another one. */
export const comparePatterns = (before: Json, after: Json): PatternComparison =>
  compareAlternatives([before], [after]);

/** The same for lists of patterns, of which one has to match. */
export function compareAlternatives(before: readonly Json[], after: readonly Json[]): PatternComparison {
  const problem = [...before, ...after].map(refusal).find((reason) => reason !== undefined);
  if (problem !== undefined) return undecided(problem);
  const [old, now] = [allClauses(before), allClauses(after)];
  if (old === undefined || now === undefined)
    return undecided("A pattern has more alternatives than are compared.");
  const [takesOld, takesNow] = [anyMatcher(before), anyMatcher(after)];
  const lost = eventOutside(old, { others: now, isOutside: (event) => takesOld(event) && !takesNow(event) });
  const gained = eventOutside(now, {
    others: old,
    isOutside: (event) => takesNow(event) && !takesOld(event),
  });
  const found = related(lost, gained);
  if (found.relation !== "both" && mayBeInLists([...old, ...now])) {
    return { ...found, relation: "undecided", reason: IN_LISTS, differences: patternDifferences(old, now) };
  }
  return { ...found, differences: found.relation === "same" ? [] : patternDifferences(old, now) };
}

const undecided = (reason: string): PatternComparison => ({ relation: "undecided", differences: [], reason });

function refusal(pattern: Json): string | undefined {
  if (JSON.stringify(pattern).length > MAX_CHARACTERS) return "A pattern is too large to be compared.";
  try {
    validatePattern(pattern);
    return undefined;
  } catch (error) {
    return `EventBridge refuses a pattern: ${(error as Error).message}`;
  }
}

function allClauses(patterns: readonly Json[]): readonly Clause[] | undefined {
  const clauses = patterns.map((pattern) => clausesOf(pattern));
  return clauses.includes(undefined) ? undefined : (clauses as readonly (readonly Clause[])[]).flat();
}

function anyMatcher(patterns: readonly Json[]): (event: Json) => boolean {
  const matchers = patterns.map(patternMatcher);
  return (event) => matchers.some((matches) => matches(event));
}

function related(
  lost: EventOutside,
  gained: EventOutside,
): Pick<PatternComparison, "relation" | "gained" | "lost" | "reason"> {
  const events = {
    ...(typeof gained === "object" ? { gained: gained.event } : {}),
    ...(typeof lost === "object" ? { lost: lost.event } : {}),
  };
  if (lost === "undecided" || gained === "undecided") {
    return {
      relation: "undecided",
      ...events,
      reason: "Not every event could be told to be matched by both or by one.",
    };
  }
  return { relation: relation(lost !== "none", gained !== "none"), ...events };
}

const relation = (loses: boolean, gains: boolean): Relation =>
  loses ? (gains ? "both" : "narrower") : gains ? "wider" : "same";
