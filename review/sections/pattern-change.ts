import { isNothing } from "../changes/difference.ts";
import type { Block } from "../page/document.ts";
import { compareFilters } from "../patterns/compare-filters.ts";
import { comparePatterns } from "../patterns/compare-patterns.ts";
import type { PatternComparison, Relation } from "../patterns/pattern-comparison.ts";
import { isJsonObject, type Json } from "../plan/json.ts";
import type { Scrub } from "../plan/scrub.ts";
import { parsedText } from "./parsed-text.ts";
import type { HomedChange } from "./reviewed.ts";

const WORDS: Readonly<Record<Relation, string>> = {
  same: "its pattern matches the same events, written differently",
  wider: "its pattern becomes wider",
  narrower: "its pattern becomes narrower",
  both: "its pattern matches other events: some more, some no longer",
  undecided: "its pattern changes (not decided whether wider or narrower)",
};

/** How the pattern or filter of a rule or source changes; undefined if it does not, or there is none. */
export function patternChange({
  change,
  view,
}: HomedChange): { readonly words: string; readonly blocks: readonly Block[] } | undefined {
  if (change.action !== "update") return undefined;
  const unknown = ["event_pattern", "filter_criteria", "filter_policy"].find(
    (name) => change.unknown[name] === true,
  );
  if (unknown !== undefined && view.configured.attributes(change.address)?.has(unknown) !== false) {
    return { words: "its pattern is known after apply", blocks: [] };
  }
  const comparison = compared(change.before ?? {}, change.after ?? {}, view.plan.scrub);
  if (comparison === undefined) return undefined;
  return { words: WORDS[comparison.relation], blocks: comparisonBlocks(comparison) };
}

function compared(
  before: { readonly [key: string]: Json },
  after: { readonly [key: string]: Json },
  scrub: Scrub,
): PatternComparison | undefined {
  if (
    before.event_pattern !== after.event_pattern &&
    !(isNothing(before.event_pattern) || isNothing(after.event_pattern))
  ) {
    const [left, right] = [parsedText(before.event_pattern, scrub), parsedText(after.event_pattern, scrub)];
    if (left === undefined || right === undefined)
      return { relation: "undecided", differences: [], reason: "A pattern is no JSON." };
    return comparePatterns(left, right);
  }
  if (
    before.filter_policy !== after.filter_policy &&
    !(isNothing(before.filter_policy) && isNothing(after.filter_policy))
  ) {
    return compareFilters(
      policyFilters(before.filter_policy, scrub),
      policyFilters(after.filter_policy, scrub),
    );
  }
  const [left, right] = [filters(before.filter_criteria, scrub), filters(after.filter_criteria, scrub)];
  return JSON.stringify(left) === JSON.stringify(right) ? undefined : compareFilters(left, right);
}

/** Nothing lets everything through, as the pattern `{}` does. */
const policyFilters = (value: Json | undefined, scrub: Scrub): readonly Json[] => [
  parsedText(value, scrub) ?? {},
];

function filters(criteria: Json | undefined, scrub: Scrub): readonly Json[] {
  const block = Array.isArray(criteria) ? criteria[0] : criteria;
  const list = isJsonObject(block) && Array.isArray(block.filter) ? block.filter : [];
  const patterns = list.flatMap((filter: Json) => {
    const pattern = isJsonObject(filter) ? parsedText(filter.pattern, scrub) : undefined;
    return pattern === undefined ? [] : [pattern];
  });
  return patterns.length === 0 ? [{}] : patterns;
}

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
