import assert from "node:assert/strict";
import { join } from "node:path";
import { compilePattern } from "../../local/events/compile-pattern.ts";
import { flattenEvent } from "../../local/events/flat-event.ts";
import { matchesPattern } from "../../local/events/matches-pattern.ts";
import { createRuleIndex } from "../../local/events/rule-index.ts";
import { seededRandom } from "../../local/states/seeded-random.ts";
import { recordRatios } from "../history.ts";
import { BENCH_FOLDER } from "../places.ts";
import { median } from "../statistic.ts";
import { generateEvents, generateRules } from "./generate.ts";

const RULES = 1000;
const EVENTS = 100_000;
/** One by one all events would take minutes. */
const SAMPLE = 500;
const ROUNDS = 5;

/** Gives how many rules match the events, so that no work is left out. */
type Matcher = (events: readonly unknown[]) => number;

const random = seededRandom(1);
const patterns = generateRules(RULES, random);
const events = generateEvents(EVENTS, random);
const index = createRuleIndex(patterns.map((pattern, rule) => ({ pattern, rule })));
const compiled = patterns.map(compilePattern);

const contenders: Readonly<Record<string, { readonly match: Matcher; readonly count: number }>> = {
  index: { match: sumOf((event) => index.matching(event).length), count: EVENTS },
  compiled: {
    match: sumOf((event) => {
      const flat = flattenEvent(event);
      return compiled.filter((alternatives) => alternatives.some((one) => one.matches(flat))).length;
    }),
    count: SAMPLE * 10,
  },
  "one by one": {
    match: sumOf((event) => patterns.filter((pattern) => matchesPattern(pattern, event)).length),
    count: SAMPLE,
  },
};

const times: Record<string, number[]> = {};
const sample = events.slice(0, SAMPLE);
const expected = contenders["one by one"]?.match(sample);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, { match, count }] of Object.entries(contenders)) {
    assert.equal(match(sample), expected, `${name} finds other rules.`);
    const start = performance.now();
    match(events.slice(0, count));
    times[name] = [...(times[name] ?? []), ((performance.now() - start) * 1000) / count];
  }
}

const indexMicroseconds = median(times.index ?? []);
const ratios: Record<string, number> = {};
for (const [name, values] of Object.entries(times)) {
  const microseconds = median(values);
  ratios[name] = microseconds / indexMicroseconds;
  const events = `${contenders[name]?.count} events`.padStart(15);
  process.stdout.write(
    `${name.padEnd(12)}${events} ${microseconds.toFixed(1).padStart(9)} µs an event ${(ratios[name] ?? 0).toFixed(1).padStart(8)} ×\n`,
  );
}
process.stdout.write(`${((expected ?? 0) / SAMPLE).toFixed(1)} of ${RULES} rules match an event\n`);
recordRatios(join(BENCH_FOLDER, "rules", "history.json"), ratios);

function sumOf(count: (event: unknown) => number): Matcher {
  return (some) => some.reduce<number>((sum, event) => sum + count(event), 0);
}
