import assert from "node:assert/strict";
import { readJsonPath } from "../../../local/states/json-path.ts";

const STORE = {
  "first-name": "Ada",
  "odd.name": 1,
  books: [
    { title: "A", price: 8, tags: ["x"] },
    { title: "B", price: 12 },
    { title: "C", price: 22, tags: ["x", "y"] },
  ],
  nested: { deep: { title: "D" } },
};

const DATA = { input: STORE, context: { Execution: { Id: "e" } }, variables: { limit: 10, list: [1, 2] } };

const read = (path: string) => readJsonPath(path, DATA);

const PATHS: readonly (readonly [string, unknown])[] = [
  ["$", STORE],
  ["$.first-name", "Ada"],
  ["$['first-name']", "Ada"],
  ['$["odd.name"]', 1],
  ["$.books[0].title", "A"],
  ["$.books[-1].title", "C"],
  ["$$.Execution.Id", "e"],
  ["$limit", 10],
  ["$list[1]", 2],
  ["$.books[*].title", ["A", "B", "C"]],
  ["$.books[0,2].title", ["A", "C"]],
  ["$.books[0:2].title", ["A", "B"]],
  ["$.books[-2:].title", ["B", "C"]],
  ["$..title", ["A", "B", "C", "D"]],
  ["$.nested.*.title", ["D"]],
  ["$.books[?(@.price < 10)].title", ["A"]],
  ["$.books[?(@.price > $limit && @.tags)].title", ["C"]],
  ["$.books[?(@.title == 'A' || @.title == 'B')].price", [8, 12]],
  ["$.books[?(!(@.tags))].title", ["B"]],
  ["$.books[?(@.title in ['B','C'])].title", ["B", "C"]],
  ["$.books[?(@.title =~ /[ab]/i)].title", ["A", "B"]],
  ["$.books[?(@.tags subsetof ['x'])].title", ["A"]],
  ["$.books[?(@.tags anyof ['y','z'])].title", ["C"]],
  ["$.books[?(@.tags noneof ['y'])].title", ["A"]],
  ["$.books[?(@.tags size 2)].title", ["C"]],
  ["$.books[?(@.title size 1 && @.tags empty false)].title", ["A", "C"]],
  ["$.books.[0].['title']", "A"],
  ["$.books.[*].tags.[0]", ["x", "x"]],
  ["$.books[?(@.price > 100)]", []],
];

describe("readJsonPath", () => {
  for (const [path, expected] of PATHS) {
    it(`reads ${path}`, () => {
      assert.deepEqual(read(path), expected);
    });
  }

  const REFUSED: readonly (readonly [string, string])[] = [
    ["$.none", "No results for path: $['none']"],
    ["$.none.more", "Missing property in path $['none']"],
    ["$.books[7]", "No results for path: $['books'][7]"],
    [
      "$.books.title",
      "Expected to find an object with property ['title'] in path $['books'] but found " +
        "'com.fasterxml.jackson.databind.node.ArrayNode'. This is not a json object according to the JsonProvider: " +
        "'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.",
    ],
    [
      "$.books[0].title.length",
      "Expected to find an object with property ['length'] in path $['books'][0]['title'] but found 'java.lang.String'. " +
        "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.",
    ],
    ["$.books[0].title[0]", "Filter: [0] can only be applied to arrays. Current context is: A"],
    ["$none", "The variable '$none' is not assigned"],
    ["books", "A path starts with '$', but this is 'books'"],
    ["$.", "Path must not end with a '.' in path $."],
    ["$.books[", "Could not parse '[' in path $.books["],
    ["$.constructor", "No results for path: $['constructor']"],
  ];
  for (const [path, message] of REFUSED) {
    it(`refuses ${path}`, () => {
      assert.throws(() => read(path), { name: "JsonPathError", message });
    });
  }
});
