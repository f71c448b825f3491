import assert from "node:assert/strict";
import { patternMatcher } from "../../../local/events/matches-pattern.ts";
import { comparePatterns } from "../../../review/patterns/compare-patterns.ts";
import type { Json } from "../../../review/plan/json.ts";
import { type Random, seededRandom } from "../random-plan.ts";

const OPPOSITE = {
  same: "same",
  wider: "narrower",
  narrower: "wider",
  both: "both",
  undecided: "undecided",
} as const;

describe("comparePatterns", () => {
  const cases: readonly (readonly [Json, Json, keyof typeof OPPOSITE])[] = [
    [{ a: ["x"], b: ["y"] }, { b: ["y"], a: ["x"] }, "same"],
    [{ a: ["x"] }, { a: ["x", "y"] }, "wider"],
    [{ a: ["x"] }, { a: ["y"] }, "both"],
    [{ a: ["x"], b: [1] }, { a: ["x"] }, "wider"],
    [{ a: [{ prefix: "ab" }] }, { a: [{ prefix: "a" }] }, "wider"],
    [{ a: [{ suffix: ".jpg" }] }, { a: [{ wildcard: "*.jpg" }] }, "same"],
    [{ a: [{ wildcard: "a*b" }] }, { a: [{ prefix: "a" }] }, "wider"],
    [{ a: [{ wildcard: "*a*" }] }, { a: [{ prefix: "a" }, { suffix: "a" }] }, "narrower"],
    [{ a: [{ wildcard: "a\\*b" }] }, { a: ["a*b"] }, "same"],
    [{ a: [{ "equals-ignore-case": "ab" }] }, { a: ["ab", "Ab", "aB", "AB"] }, "same"],
    [{ a: [{ prefix: { "equals-ignore-case": "a" } }] }, { a: [{ prefix: "a" }, { prefix: "A" }] }, "same"],
    [{ a: [{ "anything-but": ["x", "y"] }] }, { a: [{ "anything-but": "x" }] }, "wider"],
    [{ a: [{ "anything-but": { prefix: "x" } }] }, { a: [{ "anything-but": "xy" }] }, "wider"],
    [{ a: [{ "anything-but": 5 }] }, { a: [{ exists: true }] }, "wider"],
    [{ a: [{ exists: false }] }, { a: [{ exists: false }, "x"] }, "wider"],
    [{ a: [{ exists: true }] }, { a: [{ exists: false }] }, "both"],
    [
      { a: [{ numeric: [">", 0, "<", 10] }] },
      { a: [{ numeric: [">", 0, "<=", 5] }, { numeric: [">", 5, "<", 10] }] },
      "same",
    ],
    [{ a: [{ numeric: [">", 0] }] }, { a: [{ numeric: [">=", 0] }] }, "wider"],
    [{ a: [{ numeric: ["=", 5] }] }, { a: [5] }, "same"],
    [{ a: [{ cidr: "10.0.0.0/16" }] }, { a: [{ cidr: "10.0.0.0/8" }] }, "wider"],
    [{ a: [{ cidr: "2001:db8::/48" }] }, { a: [{ cidr: "2001:db8::/32" }] }, "wider"],
    [{ a: [null, true] }, { a: [null, true, 1] }, "wider"],
    [{ a: ["x", "y"] }, { $or: [{ a: ["x"] }, { a: ["y"] }] }, "same"],
    [{ $or: [{ a: ["x"] }, { b: ["y"] }] }, { a: ["x"] }, "narrower"],
    [
      { detail: { a: ["x"], b: ["y"] } },
      { $or: [{ detail: { a: ["x"] } }, { detail: { b: ["y"] } }] },
      "wider",
    ],
    [
      { a: ["x"] },
      {
        $or: [
          { a: ["x"], b: [{ exists: true }] },
          { a: ["x"], b: [{ exists: false }] },
        ],
      },
      "same",
    ],
  ];
  for (const [before, after, relation] of cases) {
    it(`calls ${JSON.stringify(before)} to ${JSON.stringify(after)} ${relation}`, () => {
      assert.equal(comparePatterns(before, after).relation, relation);
      assert.equal(comparePatterns(after, before).relation, OPPOSITE[relation]);
      assert.equal(comparePatterns(before, before).relation, "same");
    });
  }

  it("says what differs, field by field, with events that change sides", () => {
    const before = { source: ["shop"], detail: { total: [{ numeric: [">", 0] }], kind: [{ prefix: "a" }] } };
    const after = {
      source: ["shop", "partner"],
      detail: { kind: [{ prefix: { "equals-ignore-case": "b" } }] },
    };
    const { relation, differences } = comparePatterns(before, after);
    assert.equal(relation, "both");
    assert.deepEqual(differences, [
      'detail.kind: begins with "b" in any case (was begins with "a")',
      "detail.total: no longer looked at (was > 0)",
      'source: also "partner"',
    ]);
    assert.deepEqual(comparePatterns({ a: ["x"] }, { a: ["x", "y"] }).gained, { a: "y" });
    assert.deepEqual(comparePatterns({ a: [{ numeric: [">", 0] }] }, { b: ["x"] }).differences, [
      "a: no longer looked at (was > 0)",
      'b: now looked at: "x"',
    ]);
  });

  it("does not decide what EventBridge refuses or what is too large", () => {
    assert.match(comparePatterns({ a: "x" }, { a: ["x"] }).reason ?? "", /^EventBridge refuses a pattern: /);
    const large = { a: Array.from({ length: 100_000 }, (_, index) => `value ${index}`) };
    assert.equal(comparePatterns(large, { a: ["x"] }).reason, "A pattern is too large to be compared.");
    const choices = (name: string) => Array.from({ length: 9 }, (_, index) => ({ [name]: [index] }));
    const many = { x: { $or: choices("a") }, y: { $or: choices("b") } };
    assert.equal(
      comparePatterns(many, { x: { a: [1] } }).reason,
      "A pattern has more alternatives than are compared.",
    );
  });

  it("does not decide where a field that must not exist may stand in a list of objects, beside other fields", () => {
    const items = (fields: Json): Json => ({ detail: { items: fields } });
    const absent = [{ exists: false }];
    const lost = items([{ a: ["x", "y"] }, { a: "y", b: "z" }]);
    const [before, after] = [items({ b: absent }), items({ a: [{ "anything-but": "x" }], b: absent })];
    assert.deepEqual([patternMatcher(before)(lost), patternMatcher(after)(lost)], [false, true]);
    assert.equal(comparePatterns(before, after).relation, "undecided");
    assert.equal(comparePatterns(items({ b: absent }), items({ b: [...absent, "x"] })).relation, "wider");
    assert.equal(
      comparePatterns({ detail: { b: absent } }, { detail: { a: ["x"], b: absent } }).relation,
      "narrower",
    );
  });

  it("is never contradicted by an event, and its own events are on their sides", () => {
    let undecided = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = seededRandom(seed);
      const [before, after] = [randomPattern(random), randomPattern(random)];
      const { relation, gained, lost } = comparePatterns(before, after);
      const [old, now] = [patternMatcher(before), patternMatcher(after)];
      const say = `${JSON.stringify(before)} ${JSON.stringify(after)} ${relation}`;
      if (relation === "undecided") undecided += 1;
      if (gained !== undefined) assert.ok(now(gained) && !old(gained), say);
      if (lost !== undefined) assert.ok(old(lost) && !now(lost), say);
      assert.equal(
        gained !== undefined,
        relation === "wider" || relation === "both" || (relation === "undecided" && gained !== undefined),
        say,
      );
      for (let event = 0; event < 60; event += 1) {
        const one = randomEvent(random);
        if (relation === "same") assert.equal(old(one), now(one), `${say} ${JSON.stringify(one)}`);
        if (relation === "wider") assert.ok(!old(one) || now(one), `${say} ${JSON.stringify(one)}`);
        if (relation === "narrower") assert.ok(old(one) || !now(one), `${say} ${JSON.stringify(one)}`);
      }
    }
    assert.ok(undecided <= 20, `${undecided} of 400 are undecided`);
  });
});

describe("comparePatterns, for lists of objects", () => {
  const MATCHERS: readonly Json[] = [
    ["x"],
    ["x", "y"],
    [{ exists: true }],
    [{ exists: false }],
    [{ exists: false }, "x"],
    [{ "anything-but": "x" }],
  ];

  const someOf = (random: Random, value: () => Json): Json =>
    Object.fromEntries(["a", "b", "c"].flatMap((name) => (random(2) === 0 ? [] : [[name, value()]])));

  it("is never contradicted by an event", () => {
    let undecided = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = seededRandom(seed);
      const pattern = (): Json => ({
        detail: {
          items: { z: [{ exists: true }], ...(someOf(random, () => pick(random, MATCHERS)) as object) },
        },
      });
      const [before, after] = [pattern(), pattern()];
      const { relation } = comparePatterns(before, after);
      if (relation === "undecided") undecided += 1;
      const [old, now] = [patternMatcher(before), patternMatcher(after)];
      for (let count = 0; count < 60; count += 1) {
        const object = (): Json => ({
          z: 1,
          ...(someOf(random, () => pick<Json>(random, ["x", "y", ["x", "y"]])) as object),
        });
        const event: Json = { detail: { items: Array.from({ length: 1 + random(3) }, object) } };
        const say = `${JSON.stringify([before, after, event])} ${relation}`;
        if (relation === "same" || relation === "wider") assert.ok(!old(event) || now(event), say);
        if (relation === "same" || relation === "narrower") assert.ok(old(event) || !now(event), say);
      }
    }
    assert.ok(undecided < 200, `${undecided} of 400 are undecided`);
  });
});

const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;

const TEXTS = ["a", "b", "ab", "ba", "A", ""] as const;

function randomMatcher(random: Random): Json {
  const text = pick(random, TEXTS);
  const number = random(4);
  return pick<Json>(random, [
    text,
    number,
    pick(random, [true, null]),
    { prefix: text || "a" },
    { suffix: text || "b" },
    { "equals-ignore-case": text || "a" },
    { wildcard: pick(random, ["a*", "*b", "a*b", "*a*"]) },
    { "anything-but": [text || "a"] },
    { "anything-but": { prefix: "a" } },
    { numeric: [pick(random, [">", ">=", "<", "<=", "="]), number] },
    { exists: random(2) === 0 },
  ]);
}

function randomPattern(random: Random): Json {
  const field = (): Json => Array.from({ length: 1 + random(2) }, () => randomMatcher(random));
  const pattern: Record<string, Json> = { [pick(random, ["x", "y"])]: field() };
  if (random(2) === 0) pattern.detail = { z: field() };
  if (random(3) === 0) pattern.$or = [{ w: field() }, { v: field() }];
  return pattern;
}

function randomEvent(random: Random): Json {
  const value = (): Json =>
    pick<Json>(random, [...TEXTS, "abb", 0, 1, 2, 3, 1.5, -1, true, false, null, ["a", "b"], [1, "ab"]]);
  const maybe = (name: string): Record<string, Json> => (random(4) === 0 ? {} : { [name]: value() });
  return { ...maybe("x"), ...maybe("y"), ...maybe("w"), ...maybe("v"), detail: maybe("z") };
}
