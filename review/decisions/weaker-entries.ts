import { isNothing } from "../changes/difference.ts";
import { grouped } from "../changes/grouped.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import { codes } from "../page/joined.ts";
import { isReplacement } from "../plan/actions.ts";
import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";
import { ENTRY_RULES, type EntryRule } from "./rules/entry-rules.ts";
import { settingAt } from "./setting.ts";

/** Entries of lists that are there on both sides and protect, allow or serve less than before. */
export function weakerEntryDecisions(view: PlanView): readonly Decision[] {
  return view.changes
    .filter(({ mode, action }) => mode === "managed" && (action === "update" || isReplacement(action)))
    .flatMap((change) => {
      const found = ENTRY_RULES.filter(({ type }) => type.test(change.type)).flatMap((rule) => {
        const names = weakerEntries(rule, change);
        return names.length === 0 ? [] : [{ rule, names }];
      });
      // Rules that say the same of the same entries say it once.
      const told = grouped(found, ({ rule, names }) => JSON.stringify([rule.text, names]));
      return [...told.values()].flatMap(([first]) =>
        first === undefined ? [] : [decision(change, first.rule, first.names, view)],
      );
    });
}

function weakerEntries(
  { list, key, path, weaker, unless }: EntryRule,
  change: ResourceChange,
): readonly string[] {
  const before = new Map(entries(change.before, list).map(([entry]) => [entry[key], entry]));
  const unknown = change.unknown[list];
  return entries(change.after, list).flatMap(([entry, position]) => {
    const [name, old] = [entry[key], before.get(entry[key])];
    const marks = Array.isArray(unknown) ? unknown[position] : undefined;
    const sides = { before: old, after: entry, unknown: isJsonObject(marks) ? marks : {} };
    const other = unless === undefined ? undefined : settingAt(sides, unless);
    const isMadeUpFor = other !== undefined && (other.unknown || !isNothing(other.after));
    return typeof name === "string" && old !== undefined && !isMadeUpFor && weaker(settingAt(sides, path))
      ? [name]
      : [];
  });
}

const entries = (
  side: ResourceChange["after"],
  list: string,
): readonly (readonly [entry: JsonObject, position: number])[] => {
  const value = side?.[list];
  return Array.isArray(value)
    ? value.flatMap((entry: Json, position) => (isJsonObject(entry) ? [[entry, position] as const] : []))
    : [];
};

const RANKS = { destroy: 10, public: 5, protection: 30 } as const;

function decision(
  change: ResourceChange,
  { gate, text: [before, after] }: EntryRule,
  names: readonly string[],
  view: PlanView,
): Decision {
  return decisionAbout(change, {
    gate,
    rank: (RANKS as Partial<Record<Decision["gate"], number>>)[gate] ?? 40,
    text: [...resourceName(change), ` ${before}`, ...codes(names.map(view.plan.scrub)), `${after}.`],
  });
}
