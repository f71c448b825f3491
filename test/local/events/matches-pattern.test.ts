import assert from "node:assert/strict";
import { matchesPattern } from "../../../local/events/matches-pattern.ts";

/** A matcher for the field `x`, with a value that it takes and one that it does not; undefined is a missing field. */
const OPERATORS: readonly (readonly [string, unknown, unknown, unknown])[] = [
  ["an exact string", "a", "a", "A"],
  ["an exact number", 300, 300, 301],
  ["a string, not the number it looks like", "300", "300", 300],
  ["an exact boolean", true, true, "true"],
  ["null, not a missing field", null, null, undefined],
  ["an empty string, not null", "", "", null],
  ["a prefix", { prefix: "up" }, "uploads/", "my uploads/"],
  ["a prefix without regard to case", { prefix: { "equals-ignore-case": "UP" } }, "uploads/", "ad"],
  ["a suffix", { suffix: ".png" }, "a.png", "a.png.txt"],
  ["a suffix without regard to case", { suffix: { "equals-ignore-case": ".PNG" } }, "a.pNg", "a.jpg"],
  ["a text without regard to case", { "equals-ignore-case": "Cat" }, "CAT", "cats"],
  ["a wildcard", { wildcard: "uploads/*/*.png" }, "uploads/a/b.png", "uploads/b.png"],
  ["an escaped asterisk", { wildcard: "a\\*b" }, "a*b", "aab"],
  ["an escaped backslash before a wildcard", { wildcard: "a\\\\*" }, "a\\b", "ab"],
  ["a wildcard whose ends may not overlap", { wildcard: "aba*aba" }, "abaaba", "aba"],
  ["anything but a string", { "anything-but": "a" }, "b", "a"],
  ["anything but a string, of another type", { "anything-but": "1" }, 1, "1"],
  ["anything but a missing field", { "anything-but": "a" }, null, undefined],
  ["anything but a list", { "anything-but": ["a", "b"] }, "c", "b"],
  ["anything but numbers", { "anything-but": [1, 2] }, 3, 2],
  ["anything but a prefix", { "anything-but": { prefix: "tmp/" } }, "a", "tmp/a"],
  ["anything but several prefixes", { "anything-but": { prefix: ["tmp/", "log/"] } }, "a", "log/a"],
  ["anything but a suffix", { "anything-but": { suffix: ".tmp" } }, "a", "a.tmp"],
  ["anything but a suffix, of a number", { "anything-but": { suffix: ".tmp" } }, 5, "a.tmp"],
  ["anything but a text in any case", { "anything-but": { "equals-ignore-case": ["Draft"] } }, "x", "DRAFT"],
  ["anything but a wildcard", { "anything-but": { wildcard: "*/tmp/*" } }, "a/b", "a/tmp/b"],
  [
    "anything but a prefix in any case",
    { "anything-but": { prefix: { "equals-ignore-case": "TMP" } } },
    "a",
    "tmp/a",
  ],
  ["an equal number", { numeric: ["=", 5] }, 5, 6],
  ["a larger number", { numeric: [">", 5] }, 5.1, 5],
  ["a number at least", { numeric: [">=", 5] }, 5, 4.9],
  ["a smaller number", { numeric: ["<", 5] }, 4, 5],
  ["a range of numbers", { numeric: [">", 0, "<=", 5] }, 5, 0],
  ["a number, not a text of it", { numeric: ["=", 5] }, 5, "5"],
  ["a field that exists", { exists: true }, null, undefined],
  ["a field that does not exist", { exists: false }, undefined, null],
  ["an IPv4 block", { cidr: "10.0.0.0/24" }, "10.0.0.255", "10.0.1.0"],
  ["an IPv6 block", { cidr: "2001:db8::/32" }, "2001:db8::1", "2001:db9::1"],
  ["an address, not any text", { cidr: "10.0.0.0/8" }, "10.1.2.3", "ten"],
];

describe("matchesPattern", () => {
  for (const [title, matcher, match, other] of OPERATORS) {
    it(`takes ${title}`, () => {
      const event = (x: unknown) => ({ detail: x === undefined ? { y: 1 } : { x, y: 1 } });
      assert.equal(matchesPattern({ detail: { x: [matcher] } }, event(match)), true);
      assert.equal(matchesPattern({ detail: { x: [matcher] } }, event(other)), false);
    });
  }

  it("compares numbers by value, however they are written", () => {
    for (const text of ["300", "300.0", "3.0e2"]) {
      assert.equal(matchesPattern({ x: [300] }, JSON.parse(`{"x": ${text}}`)), true);
      assert.equal(matchesPattern(JSON.parse(`{"x": [${text}]}`), { x: 300 }), true);
    }
  });

  it("needs every field of the pattern, and one value of each", () => {
    const pattern = { source: ["a", "b"], detail: { state: ["on"] } };
    assert.equal(matchesPattern(pattern, { source: "b", detail: { state: "on", more: 1 } }), true);
    assert.equal(matchesPattern(pattern, { source: "b", detail: { state: "off" } }), false);
    assert.equal(matchesPattern(pattern, { source: "c", detail: { state: "on" } }), false);
    assert.equal(matchesPattern(pattern, { source: "a" }), false);
  });

  it("takes any item of an array in the event", () => {
    assert.equal(matchesPattern({ resources: ["b"] }, { resources: ["a", "b"] }), true);
    assert.equal(matchesPattern({ resources: ["c"] }, { resources: ["a", ["b"]] }), false);
    assert.equal(matchesPattern({ resources: [{ "anything-but": "a" }] }, { resources: ["a", "b"] }), true);
    assert.equal(matchesPattern({ resources: [{ exists: false }] }, { resources: [] }), true);
  });

  it("wants the fields below an array of objects in the same object", () => {
    const event = {
      photos: [
        { format: "png", size: 1 },
        { format: "jpg", size: 2 },
      ],
    };
    assert.equal(matchesPattern({ photos: { format: ["jpg"], size: [2] } }, event), true);
    assert.equal(matchesPattern({ photos: { format: ["jpg"], size: [1] } }, event), false);
    assert.equal(matchesPattern({ photos: { format: ["png"], size: [2, 1] } }, event), true);
  });

  it("keeps different arrays independent, and nested ones within their object", () => {
    const event = {
      left: [{ a: 1 }, { a: 2 }],
      right: [
        { b: 1, tags: [{ name: "x" }] },
        { b: 2, tags: [{ name: "y" }] },
      ],
    };
    assert.equal(matchesPattern({ left: { a: [1] }, right: { b: [2] } }, event), true);
    assert.equal(matchesPattern({ right: { b: [2], tags: { name: ["y"] } } }, event), true);
    assert.equal(matchesPattern({ right: { b: [1], tags: { name: ["y"] } } }, event), false);
  });

  it("sees a field of an array's object as absent only where that object lacks it", () => {
    const event = { items: [{ a: 1, z: 1 }, { a: 2 }] };
    assert.equal(matchesPattern({ items: { a: [2], z: [{ exists: false }] } }, event), true);
    assert.equal(matchesPattern({ items: { a: [1], z: [{ exists: false }] } }, event), false);
    assert.equal(matchesPattern({ items: { z: [{ exists: false }] } }, event), false);
  });

  it("takes one of the patterns of $or, together with the fields beside it", () => {
    const pattern = {
      source: ["s"],
      detail: { $or: [{ a: [1] }, { b: [{ numeric: [">", 5] }], c: ["x"] }] },
    };
    assert.equal(matchesPattern(pattern, { source: "s", detail: { a: 1 } }), true);
    assert.equal(matchesPattern(pattern, { source: "s", detail: { a: 2, b: 6, c: "x" } }), true);
    assert.equal(matchesPattern(pattern, { source: "s", detail: { a: 2, b: 6, c: "y" } }), false);
    assert.equal(matchesPattern(pattern, { source: "t", detail: { a: 1 } }), false);
  });

  it("holds a field that is named inside and outside of $or to what is written last", () => {
    const last = { a: ["1"], $or: [{ a: ["2"] }, { b: ["3"] }] };
    assert.equal(matchesPattern(last, { a: "2" }), true);
    assert.equal(matchesPattern(last, { a: "1", b: "3" }), true);
    assert.equal(matchesPattern(last, { a: "1" }), false);
  });

  it("takes $or for a field where it is no choice of patterns", () => {
    const field = { $or: [{ prefix: "a" }, { suffix: "z" }] };
    assert.equal(matchesPattern(field, { $or: "abc" }), true);
    assert.equal(matchesPattern(field, { $or: "bcd" }), false);
  });

  it("looks for leaves: an object is no value that exists", () => {
    assert.equal(matchesPattern({ detail: [{ exists: true }] }, { detail: { a: 1 } }), false);
  });

  it("stays fast where long lists of values match and a later field does not", () => {
    const values = Array.from({ length: 2000 }, (_, index) => index);
    const any = [{ exists: true }];
    const event = { a: values, b: values, c: values, d: 1 };
    assert.equal(matchesPattern({ a: any, b: any, c: any, d: [2] }, event), false);
  });

  it("is not led astray by names that every object inherits", () => {
    assert.equal(matchesPattern({ constructor: [{ exists: true }] }, { a: 1 }), false);
    assert.equal(matchesPattern(JSON.parse('{"__proto__": ["a"]}'), JSON.parse('{"__proto__": "a"}')), true);
  });
});
