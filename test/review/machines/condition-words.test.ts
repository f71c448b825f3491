import assert from "node:assert/strict";
import { conditionWords } from "../../../review/machines/condition-words.ts";
import type { Json } from "../../../review/plan/json.ts";

const large = { Variable: "$.total", NumericGreaterThan: 100 };
const vip = { Variable: "$.vip", BooleanEquals: true };
const known = { Variable: "$.name", IsPresent: true };

const WORDS: readonly (readonly [rule: Json, words: string])[] = [
  [{ Variable: "$.valid", BooleanEquals: true }, "$.valid is true"],
  [{ Variable: "$.kind", StringEquals: "jpeg" }, '$.kind is "jpeg"'],
  [{ Variable: "$.kind", StringEqualsPath: "$.other" }, "$.kind is $.other"],
  [{ Variable: "$.kind", StringMatches: "image/*" }, '$.kind matches "image/*"'],
  [{ Variable: "$.n", NumericLessThan: 5 }, "$.n < 5"],
  [{ Variable: "$.n", NumericLessThanEquals: 5 }, "$.n ≤ 5"],
  [{ Variable: "$.n", NumericGreaterThanEqualsPath: "$.least" }, "$.n ≥ $.least"],
  [{ Variable: "$.at", TimestampLessThan: "2026-01-01T00:00:00Z" }, '$.at < "2026-01-01T00:00:00Z"'],
  [{ Variable: "$.a", IsNull: true }, "$.a is null"],
  [{ Variable: "$.a", IsNumeric: false }, "$.a is not a number"],
  [{ And: [large, { Not: vip }] }, "$.total > 100 and not $.vip"],
  [{ Or: [{ And: [large, vip] }, known] }, "($.total > 100 and $.vip is true) or $.name is present"],
  [{ Not: { Or: [large, known] } }, "not ($.total > 100 or $.name is present)"],
  [{ And: [{ Or: [large] }] }, "$.total > 100"],
  [{ Condition: "{% $total > 100 and $not($vip) %}" }, "$total > 100 and $not($vip)"],
  [{ Condition: true }, "true"],
  [{ Variable: "$.a", SoundsLike: "b" }, '$.a SoundsLike "b"'],
  [{ Variable: "$.a" }, '{"Variable":"$.a"}'],
  [
    { Variable: "$.a", IsNull: true, StringEquals: "b" },
    '{"Variable":"$.a","IsNull":true,"StringEquals":"b"}',
  ],
  [null, "null"],
];

describe("conditionWords", () => {
  for (const [rule, words] of WORDS) {
    it(`says ${words}`, () => {
      assert.equal(conditionWords(rule), words);
    });
  }
});
