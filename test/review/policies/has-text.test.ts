import assert from "node:assert/strict";
import { newEffort } from "../../../review/policies/effort.ts";
import { type Glob, readGlob } from "../../../review/policies/glob.ts";
import { hasBeginning } from "../../../review/policies/has-beginning.ts";
import { hasText } from "../../../review/policies/has-text.ts";
import { searchText } from "../../../review/policies/search-text.ts";
import { pick, seeded } from "./random-policies.ts";

/** All texts of up to six letters. */
const TEXTS: readonly string[] = (() => {
  let last: readonly string[] = [""];
  const texts = [...last];
  for (let length = 1; length <= 6; length += 1) {
    last = last.flatMap((text) => ["a", "b", "c"].map((letter) => text + letter));
    texts.push(...last);
  }
  return texts;
})();

const read = (text: string): Glob => readGlob(text, { wildcards: true, variables: true });
const expressionOf = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll("*", ".*").replaceAll("?", ".")}$`);

describe("hasText", () => {
  it("finds for random patterns what looking at all short texts finds", () => {
    const random = seeded(7);
    const pattern = () =>
      Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, ["a", "b", "*", "?"])).join("");
    for (let round = 0; round < 400; round += 1) {
      const allOf = [[pattern(), pattern()], [pattern()]].slice(0, 1 + (round % 2));
      const noneOf = [pattern(), pattern()];
      const [wanted, unwanted] = [allOf.map((set) => set.map(expressionOf)), noneOf.map(expressionOf)];
      const expected = TEXTS.some(
        (text) =>
          wanted.every((set) => set.some((one) => one.test(text))) && !unwanted.some((one) => one.test(text)),
      );
      const found = hasText(
        allOf.map((set) => set.map(read)),
        noneOf.map(read),
        newEffort(),
      );
      assert.equal(found, expected, JSON.stringify([allOf, noneOf]));
    }
  });

  it("finds by the beginnings of texts what it finds letter by letter", () => {
    const random = seeded(11);
    const pattern = () => `${pick(random, ["", "a", "ab", "abb", "b", "ba"])}${pick(random, ["", "*"])}`;
    for (let round = 0; round < 2_000; round += 1) {
      const [one, ...others] = [pattern(), pattern(), pattern(), pattern(), pattern()].map(read) as [
        Glob,
        ...Glob[],
      ];
      const [sets, noneOf] = [[others.slice(0, 2), others.slice(2, 3)], others.slice(3)];
      const found = hasBeginning(one, sets, noneOf);
      assert.equal(found, searchText(one, sets, noneOf, newEffort()), JSON.stringify([one, sets, noneOf]));
    }
  });

  it("takes a variable for a text that neither a letter nor another variable is", () => {
    const [user, other, any, one] = ["b/${u}/*", "b/${v}/*", "b/*", "b/?/*"].map(read) as [
      Glob,
      Glob,
      Glob,
      Glob,
    ];
    assert.equal(hasText([[user]], [any], newEffort()), false);
    assert.equal(hasText([[user]], [one], newEffort()), true);
    assert.equal(hasText([[user]], [other], newEffort()), true);
    assert.equal(hasText([[user], [read("b/alice/x")]], [], newEffort()), true);
  });

  it("says yes and is not sure when there is no effort left", () => {
    const effort = { left: 0, unsure: false };
    assert.equal(hasText([[read("a*")]], [read("*")], effort), true);
    assert.equal(effort.unsure, true);
  });
});
