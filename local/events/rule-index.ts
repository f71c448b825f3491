import { type CompiledPattern, compilePattern } from "./compile-pattern.ts";
import { createFieldIndex, type FieldIndex } from "./field-index.ts";
import { flattenEvent } from "./flat-event.ts";
import { type IndexKey, keyName, keysOf } from "./index-key.ts";

/** Rules that are found by the values of an event. */
export interface RuleIndex<Rule> {
  /** The rules whose pattern matches the event, in the order in which they were given. */
  matching(event: unknown): readonly Rule[];
}

interface Alternative {
  readonly pattern: CompiledPattern;
  /** The place of its rule among all. */
  readonly at: number;
}

/** A condition of a pattern by which it is found, and how many patterns are found by the same keys. */
interface Entrance {
  readonly path: string;
  readonly keys: readonly IndexKey[];
  readonly crowd: number;
}

/** A field whose value cannot be looked up leads to this many times as many patterns in vain. */
const PRESENCE_WEIGHT = 100;

/**
 * An index of many rules: each is looked at only for events that have one of the values that it asks for, by the field that sets
 * it apart most from all others. Finds what `matchesPattern` finds rule by rule.
 */
export function createRuleIndex<Rule>(
  rules: Iterable<{ readonly pattern: unknown; readonly rule: Rule }>,
): RuleIndex<Rule> {
  const all = [...rules];
  const alternatives = all.flatMap(({ pattern }, at) =>
    compilePattern(pattern).map((compiled): Alternative => ({ pattern: compiled, at })),
  );
  const crowds = countKeys(alternatives);
  const fields = new Map<string, FieldIndex<Alternative>>();
  /** Those that match also where all their fields are missing. */
  const always: Alternative[] = [];
  for (const alternative of alternatives) {
    const entrance = bestEntrance(alternative.pattern, crowds);
    if (entrance === undefined) {
      always.push(alternative);
      continue;
    }
    const index = fields.get(entrance.path) ?? createFieldIndex<Alternative>();
    fields.set(entrance.path, index);
    for (const key of entrance.keys) index.add(key, alternative);
  }
  return {
    matching(event) {
      const flat = flattenEvent(event);
      const found = new Set<number>();
      const seen = new Set<Alternative>();
      const look = (alternative: Alternative) => {
        if (seen.has(alternative)) return;
        seen.add(alternative);
        if (!found.has(alternative.at) && alternative.pattern.matches(flat)) found.add(alternative.at);
      };
      for (const [path, index] of fields) {
        for (const { value } of flat.get(path) ?? []) index.find(value, look);
      }
      for (const alternative of always) look(alternative);
      return [...found].sort((left, right) => left - right).map((at) => (all[at] as { rule: Rule }).rule);
    },
  };
}

/** How many patterns ask for each key of each field. */
function countKeys(alternatives: readonly Alternative[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pattern } of alternatives) {
    for (const condition of pattern.conditions) {
      for (const key of keysOf(condition) ?? []) {
        const name = keyName(condition.path, key);
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** The condition that leads to the fewest patterns; undefined where each holds without its field. */
function bestEntrance(
  { conditions }: CompiledPattern,
  crowds: ReadonlyMap<string, number>,
): Entrance | undefined {
  const entrances = conditions.flatMap((condition): readonly Entrance[] => {
    const keys = keysOf(condition);
    if (keys === undefined) return [];
    const crowd = keys
      .map(
        (key) =>
          (crowds.get(keyName(condition.path, key)) ?? 0) * (key.kind === "present" ? PRESENCE_WEIGHT : 1),
      )
      .reduce((sum, one) => sum + one, 0);
    return [{ path: condition.path, keys, crowd }];
  });
  return entrances.toSorted((left, right) => left.crowd - right.crowd)[0];
}
