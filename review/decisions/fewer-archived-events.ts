import { isNothing } from "../changes/difference.ts";
import { comparePatterns } from "../patterns/compare-patterns.ts";
import { parsedJson } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** An archive whose pattern leaves out events that it kept; without a pattern, it keeps all. */
export function fewerArchivedEvents({ before, after, unknown }: ResourceChange): string | undefined {
  const [old, next] = [before?.event_pattern, after?.event_pattern];
  if (before === undefined || isNothing(next) || old === next || unknown.event_pattern === true)
    return undefined;
  if (isNothing(old)) return "no longer keeps all events, but those of a pattern";
  const [left, right] = [old, next].map((text) => (typeof text === "string" ? parsedJson(text) : undefined));
  const relation = left && right ? comparePatterns(left, right).relation : "undecided";
  if (relation === "undecided") return "keeps other events, perhaps fewer";
  return relation === "narrower" || relation === "both"
    ? "no longer keeps some of the events that it kept"
    : undefined;
}
