import { difference, holdsTrue, isNothing } from "../changes/difference.ts";
import type { Block } from "../page/document.ts";
import { compareFilters } from "../patterns/compare-filters.ts";
import { comparePatterns } from "../patterns/compare-patterns.ts";
import type { PatternComparison, Relation } from "../patterns/pattern-comparison.ts";
import { type Json, type JsonObject, onlyBlock } from "../plan/json.ts";
import type { Scrub } from "../plan/scrub.ts";
import { parsedText } from "./parsed-text.ts";
import type { HomedChange } from "./reviewed.ts";
import { filterCriteria, policyFilters, sourceFilters } from "./source-filters.ts";

const WORDS: Readonly<Record<Relation, string>> = {
  same: "its pattern matches the same events, written differently",
  wider: "its pattern becomes wider",
  narrower: "its pattern becomes narrower",
  both: "its pattern matches other events: some more, some no longer",
  undecided: "its pattern changes (not decided whether wider or narrower)",
};

/** How the pattern or filter of a rule, source or pipe changes; undefined if it does not, or there is none. */
export function patternChange({
  change,
  view,
}: HomedChange): { readonly words: string; readonly blocks: readonly Block[] } | undefined {
  if (change.action !== "update") return undefined;
  const { before = {}, after = {}, unknown } = change;
  const isUnknown = ["event_pattern", "filter_policy", "filter_criteria", "source_parameters"].some(
    (name) =>
      holdsTrue(name === "source_parameters" ? sourceUnknown(unknown) : unknown[name]) &&
      view.configured.attributes(change.address)?.has(name) !== false,
  );
  if (isUnknown) return { words: "its pattern is known after apply", blocks: [] };
  const comparison = compared(before, after, view.plan.scrub);
  if (comparison === undefined) return undefined;
  return { words: WORDS[comparison.relation], blocks: comparisonBlocks(comparison) };
}

const sourceUnknown = ({ source_parameters: mark }: JsonObject): Json | undefined =>
  mark === true ? mark : onlyBlock(mark)?.filter_criteria;

const UNDECIDED: PatternComparison = {
  relation: "undecided",
  differences: [],
  reason: "A pattern is no JSON, or must not be shown.",
};

function compared(before: JsonObject, after: JsonObject, scrub: Scrub): PatternComparison | undefined {
  if (
    difference(before.event_pattern, after.event_pattern, undefined) !== "same" &&
    !(isNothing(before.event_pattern) || isNothing(after.event_pattern))
  ) {
    const [left, right] = [parsedText(before.event_pattern, scrub), parsedText(after.event_pattern, scrub)];
    return left === undefined || right === undefined ? UNDECIDED : comparePatterns(left, right);
  }
  if (difference(before.filter_policy, after.filter_policy, undefined) !== "same")
    return comparedFilters(policyFilters(before, scrub), policyFilters(after, scrub));
  if (difference(filterCriteria(before), filterCriteria(after), undefined) === "same") return undefined;
  return comparedFilters(sourceFilters(before, scrub), sourceFilters(after, scrub));
}

const comparedFilters = (
  before: readonly Json[] | undefined,
  after: readonly Json[] | undefined,
): PatternComparison =>
  before === undefined || after === undefined ? UNDECIDED : compareFilters(before, after);

function comparisonBlocks({ differences, gained, lost, reason }: PatternComparison): readonly Block[] {
  return [
    ...(differences.length === 0
      ? []
      : [{ kind: "list", items: differences.map((text) => [text]) } as const]),
    ...(reason === undefined ? [] : [{ kind: "paragraph", text: [reason] } as const]),
    ...example("Matched only afterwards, for example:", gained),
    ...example("No longer matched, for example:", lost),
  ];
}

const example = (title: string, event: Json | undefined): readonly Block[] =>
  event === undefined
    ? []
    : [
        { kind: "paragraph", text: [title] },
        { kind: "source", language: "json", text: JSON.stringify(event, null, 2) },
      ];
