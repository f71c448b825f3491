import assert from "node:assert/strict";
import { matchesPattern } from "../../../local/events/matches-pattern.ts";
import { createRuleIndex } from "../../../local/events/rule-index.ts";
import { seededRandom } from "../../../local/states/seeded-random.ts";

/** The names of the rules that an index finds. */
function found(patterns: Readonly<Record<string, unknown>>, event: unknown): readonly string[] {
  const rules = Object.entries(patterns).map(([rule, pattern]) => ({ rule, pattern }));
  return createRuleIndex(rules).matching(event);
}

describe("createRuleIndex", () => {
  it("finds all rules that match, in the order in which they were given", () => {
    const patterns = {
      all: { source: [{ exists: true }] },
      other: { source: ["b"] },
      own: { source: ["a"], detail: { id: [7] } },
      prefix: { source: [{ prefix: "a" }] },
    };
    assert.deepEqual(found(patterns, { source: "a", detail: { id: 7 } }), ["all", "own", "prefix"]);
    assert.deepEqual(found(patterns, { source: "b" }), ["all", "other"]);
  });

  it("finds rules of fields that are missing", () => {
    const patterns = {
      absent: { detail: { error: [{ exists: false }] } },
      either: { x: ["a", { exists: false }] },
    };
    assert.deepEqual(found(patterns, { x: "b" }), ["absent"]);
    assert.deepEqual(found(patterns, { x: "a", detail: { error: 1 } }), ["either"]);
  });

  it("finds a rule once, whichever of its choices match", () => {
    const patterns = { one: { $or: [{ a: [1] }, { b: [2] }] } };
    assert.deepEqual(found(patterns, { a: 1, b: 2 }), ["one"]);
    assert.deepEqual(found(patterns, { b: 2 }), ["one"]);
    assert.deepEqual(found(patterns, { a: 2, b: 1 }), []);
  });

  it("keeps the values of one array item together", () => {
    const patterns = { both: { items: { a: [1], b: [2] } } };
    assert.deepEqual(
      found(patterns, {
        items: [
          { a: 1, b: 3 },
          { a: 0, b: 2 },
        ],
      }),
      [],
    );
    assert.deepEqual(found(patterns, { items: [{ a: 1, b: 2 }] }), ["both"]);
  });

  it("finds what is compared rule by rule, for patterns and events of all kinds", () => {
    const random = seededRandom(7);
    const patterns = Array.from({ length: 200 }, () => somePattern(random));
    const index = createRuleIndex(patterns.map((pattern, rule) => ({ pattern, rule })));
    let matches = 0;
    for (let count = 0; count < 200; count += 1) {
      const event = someEvent(random);
      const expected = patterns.flatMap((pattern, rule) => (matchesPattern(pattern, event) ? [rule] : []));
      assert.deepEqual(index.matching(event), expected, JSON.stringify(event));
      matches += expected.length;
    }
    assert.ok(matches > 500, `only ${matches} matches`);
  });
});

type Random = () => number;

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

const FIELDS = ["a", "b", "c"];
const TEXTS = ["x", "xy", "XY", "yx", "", "10.0.0.1"];

function someValue(random: Random): unknown {
  return pick<unknown>(random, [...TEXTS, 0, 1, 5, true, null]);
}

function someMatcher(random: Random): unknown {
  const text = pick(random, TEXTS);
  return pick<unknown>(random, [
    someValue(random),
    someValue(random),
    { prefix: text },
    { prefix: { "equals-ignore-case": text } },
    { suffix: text },
    { "equals-ignore-case": text },
    { wildcard: "x*" },
    { "anything-but": [text, "x"] },
    { "anything-but": { prefix: "x" } },
    { numeric: [">", 0, "<=", 5] },
    { exists: random() < 0.5 },
    { cidr: "10.0.0.0/8" },
  ]);
}

function somePattern(random: Random, depth = 0): unknown {
  const fields = FIELDS.filter(() => random() < 0.5);
  const pattern = Object.fromEntries(
    (fields.length === 0 ? ["a"] : fields).map((field) => {
      if (depth < 2 && random() < 0.3) return [field, somePattern(random, depth + 1)];
      return [field, Array.from({ length: 1 + Math.floor(random() * 2) }, () => someMatcher(random))];
    }),
  );
  if (depth > 0 || random() < 0.8) return pattern;
  return { ...pattern, $or: [somePattern(random, 1), somePattern(random, 1)] };
}

function someEvent(random: Random, depth = 0): unknown {
  return Object.fromEntries(
    FIELDS.filter(() => random() < 0.8).map((field) => {
      if (depth >= 2 || random() < 0.5) return [field, someValue(random)];
      if (random() < 0.4) return [field, someEvent(random, depth + 1)];
      const items = Array.from({ length: 2 }, () =>
        random() < 0.5 ? someValue(random) : someEvent(random, depth + 1),
      );
      return [field, items];
    }),
  );
}
