import assert from "node:assert/strict";
import { matchesWildcard } from "../../../local/states/wildcard.ts";

describe("matchesWildcard", () => {
  it("takes a text without asterisks as itself", () => {
    assert.equal(matchesWildcard("a.b", "a.b"), true);
    assert.equal(matchesWildcard("a.b", "axb"), false);
    assert.equal(matchesWildcard("", ""), true);
  });

  it("lets an asterisk stand for any characters, none too", () => {
    assert.equal(matchesWildcard("a*c", "ac"), true);
    assert.equal(matchesWildcard("a*c", "a\nbc"), true);
    assert.equal(matchesWildcard("*", ""), true);
    assert.equal(matchesWildcard("*a*b*", "xbxaxbx"), true);
    assert.equal(matchesWildcard("*a*b*", "xbxax"), false);
  });

  it("does not use a character twice", () => {
    assert.equal(matchesWildcard("ab*ba", "aba"), false);
    assert.equal(matchesWildcard("ab*ba", "abba"), true);
    assert.equal(matchesWildcard("a*b*b", "ab"), false);
  });

  it("takes an escaped asterisk or backslash as itself", () => {
    assert.equal(matchesWildcard("\\*", "*"), true);
    assert.equal(matchesWildcard("\\*", "a"), false);
    assert.equal(matchesWildcard("\\\\*", "\\x"), true);
  });

  it("takes characters of any plane", () => {
    assert.equal(matchesWildcard("😀*", "😀!"), true);
  });

  it("answers for a pattern of many asterisks", () => {
    assert.equal(matchesWildcard(`${"a*".repeat(1000)}b`, "a".repeat(100_000)), false);
  });
});
