import assert from "node:assert/strict";
import type { JsonObject } from "../../../../../local/states/json-value.ts";
import { startTables } from "../declared-tables.ts";

const song = (artist: string, title: string, plays: number, more: JsonObject = {}) => ({
  artist: { S: artist },
  title: { S: title },
  plays: { N: String(plays) },
  genre: { S: "pop" },
  ...more,
});

const SONGS = [
  song("A", "one", 30, { label: { S: "l" }, year1: { N: "1990" } }),
  song("A", "three", 10),
  song("A", "two", 20),
  song("B", "one", 5),
  { artist: { S: "B" }, title: { S: "unplayed" } },
];

function withSongs() {
  const call = startTables();
  for (const Item of SONGS) call("PutItem", { TableName: "songs", Item });
  return call;
}

const OF_A = {
  TableName: "songs",
  KeyConditionExpression: "artist = :a",
  ExpressionAttributeValues: { ":a": { S: "A" } },
};

const titles = ({ Items }: JsonObject) =>
  (Items as readonly { title: { S: string } }[]).map(({ title }) => title.S);

describe("a query", () => {
  it("gives the items of a partition by their sort keys", () => {
    const answer = withSongs()("Query", OF_A);
    assert.deepEqual(titles(answer), ["one", "three", "two"]);
    assert.deepEqual([answer.Count, answer.ScannedCount, answer.LastEvaluatedKey], [3, 3, undefined]);
  });

  it("goes backward, and asks for a range", () => {
    const call = withSongs();
    assert.deepEqual(titles(call("Query", { ...OF_A, ScanIndexForward: false })), ["two", "three", "one"]);
    const starting = call("Query", {
      ...OF_A,
      KeyConditionExpression: "artist = :a AND begins_with(title, :t)",
      ExpressionAttributeValues: { ":a": { S: "A" }, ":t": { S: "t" } },
    });
    assert.deepEqual(titles(starting), ["three", "two"]);
  });

  for (const isForward of [true, false]) {
    it(`goes on page by page, ${isForward ? "forward" : "backward"}`, () => {
      const call = withSongs();
      const pages: (readonly string[])[] = [];
      let page: JsonObject = {};
      do {
        page = call("Query", {
          ...OF_A,
          Limit: 2,
          ScanIndexForward: isForward,
          ...(page.LastEvaluatedKey !== undefined && { ExclusiveStartKey: page.LastEvaluatedKey }),
        });
        pages.push(titles(page));
      } while (page.LastEvaluatedKey !== undefined);
      assert.deepEqual(pages, isForward ? [["one", "three"], ["two"]] : [["two", "three"], ["one"]]);
    });
  }

  it("cannot know at its limit that nothing follows", () => {
    const call = withSongs();
    const page = call("Query", { ...OF_A, Limit: 3 });
    assert.deepEqual(page.LastEvaluatedKey, { artist: { S: "A" }, title: { S: "two" } });
    const next = call("Query", { ...OF_A, Limit: 3, ExclusiveStartKey: page.LastEvaluatedKey });
    assert.deepEqual(next, { Items: [], Count: 0, ScannedCount: 0 });
  });

  it("filters what it has read, after the limit", () => {
    const answer = withSongs()("Query", {
      ...OF_A,
      Limit: 2,
      FilterExpression: "plays < :max",
      ExpressionAttributeValues: { ":a": { S: "A" }, ":max": { N: "25" } },
    });
    assert.deepEqual(titles(answer), ["three"]);
    assert.deepEqual([answer.Count, answer.ScannedCount], [1, 2]);
  });

  it("stops after 1 MB", () => {
    const call = startTables();
    for (const title of ["1", "2", "3", "4"]) {
      const Item = { artist: { S: "A" }, title: { S: title }, text: { S: "x".repeat(390_000) } };
      call("PutItem", { TableName: "songs", Item });
    }
    const page = call("Query", OF_A);
    assert.deepEqual(titles(page), ["1", "2", "3"]);
    assert.deepEqual(page.LastEvaluatedKey, { artist: { S: "A" }, title: { S: "3" } });
  });

  it("counts alone where that is asked for", () => {
    assert.deepEqual(withSongs()("Query", { ...OF_A, Select: "COUNT" }), { Count: 3, ScannedCount: 3 });
  });

  it("reads a global index, with what that holds, in the order of its own key", () => {
    const call = withSongs();
    const byGenre = {
      TableName: "songs",
      IndexName: "byGenre",
      KeyConditionExpression: "genre = :g AND plays >= :p",
      ExpressionAttributeValues: { ":g": { S: "pop" }, ":p": { N: "10" } },
    };
    const inIndex = song("A", "one", 30, { label: { S: "l" } });
    assert.deepEqual(call("Query", byGenre).Items, [SONGS[1], SONGS[2], inIndex]);
    assert.deepEqual(call("Query", { ...byGenre, Limit: 1 }).LastEvaluatedKey, SONGS[1]);
    assert.deepEqual(call("Query", { ...byGenre, ExclusiveStartKey: SONGS[1], Limit: 1 }).Items, [SONGS[2]]);
  });

  it("reads a local index, and the table for what the index does not hold", () => {
    const call = withSongs();
    const byPlays = { ...OF_A, IndexName: "byPlays" };
    assert.deepEqual(titles(call("Query", byPlays)), ["three", "two", "one"]);
    assert.deepEqual((call("Query", byPlays).Items as readonly JsonObject[])[2], {
      artist: { S: "A" },
      title: { S: "one" },
      plays: { N: "30" },
    });
    const whole = call("Query", { ...byPlays, Select: "ALL_ATTRIBUTES" });
    assert.deepEqual((whole.Items as readonly JsonObject[])[2], SONGS[0]);
    const part = call("Query", { ...byPlays, ProjectionExpression: "label", Limit: 3 });
    assert.deepEqual(part.Items, [{}, {}, { label: { S: "l" } }]);
  });

  for (const [title, more, message] of [
    [
      "without a condition",
      { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined },
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    ],
    [
      "of an index that is not there",
      { IndexName: "none" },
      "The table does not have the specified index: none",
    ],
    [
      "that filters by its key",
      { FilterExpression: "title = :a" },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: title",
    ],
    [
      "with a limit of none",
      { Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      "from half a key",
      { ExclusiveStartKey: { artist: { S: "A" } } },
      "The provided starting key is invalid",
    ],
    [
      "with a projection and another selection",
      { ProjectionExpression: "title", Select: "COUNT" },
      "Cannot specify the ProjectionExpression when choosing to get COUNT",
    ],
    [
      "for attributes that are not named",
      { Select: "SPECIFIC_ATTRIBUTES" },
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    ],
    [
      "for the attributes of no index",
      { Select: "ALL_PROJECTED_ATTRIBUTES" },
      "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
    ],
    [
      "for a selection that nobody knows",
      { Select: "SOME" },
      "1 validation error detected: Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
    ],
    [
      "with a name that it does not use",
      { ExpressionAttributeNames: { "#x": "x" } },
      "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}",
    ],
  ] as const) {
    it(`is refused ${title}`, () => {
      assert.throws(() => withSongs()("Query", { ...OF_A, ...more }), {
        name: "ValidationException",
        message,
      });
    });
  }

  for (const [title, more, message] of [
    [
      "consistently",
      { ConsistentRead: true },
      "Consistent reads are not supported on global secondary indexes",
    ],
    [
      "for all attributes",
      { Select: "ALL_ATTRIBUTES" },
      "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index byGenre because its projection type is not ALL",
    ],
    [
      "for what it does not hold",
      { ProjectionExpression: "title, year1" },
      "One or more parameter values were invalid: Global secondary index byGenre does not project [year1]",
    ],
  ] as const) {
    it(`does not read a global index ${title}`, () => {
      const input = {
        TableName: "songs",
        IndexName: "byGenre",
        KeyConditionExpression: "genre = :g",
        ExpressionAttributeValues: { ":g": { S: "pop" } },
        ...more,
      };
      assert.throws(() => withSongs()("Query", input), { message });
    });
  }
});

describe("a scan", () => {
  it("gives all items, those of a partition together", () => {
    const { Items, Count } = withSongs()("Scan", { TableName: "songs" });
    const artists = (Items as readonly { artist: { S: string } }[]).map(({ artist }) => artist.S).join("");
    assert.match(artists, /^(AAABB|BBAAA)$/);
    assert.equal(Count, 5);
  });

  it("goes on page by page, also where the last item was deleted meanwhile", () => {
    const call = withSongs();
    const all = titles(call("Scan", { TableName: "songs" }));
    const first = call("Scan", { TableName: "songs", Limit: 2 });
    call("DeleteItem", { TableName: "songs", Key: first.LastEvaluatedKey });
    const rest = call("Scan", { TableName: "songs", ExclusiveStartKey: first.LastEvaluatedKey });
    assert.deepEqual([...titles(first), ...titles(rest)], all);
  });

  it("filters by any attribute", () => {
    const answer = withSongs()("Scan", {
      TableName: "songs",
      FilterExpression: "artist = :b AND attribute_exists(plays)",
      ExpressionAttributeValues: { ":b": { S: "B" } },
    });
    assert.deepEqual(answer.Items, [SONGS[3]]);
    assert.equal(answer.ScannedCount, 5);
  });

  it("gives of an index the items that have its key", () => {
    const answer = withSongs()("Scan", { TableName: "songs", IndexName: "byGenre" });
    assert.equal(answer.Count, 4);
  });

  it("gives each item in one of its segments", () => {
    const call = startTables();
    const ids = Array.from({ length: 40 }, (_, at) => `id${at}`);
    for (const id of ids) call("PutItem", { TableName: "counters", Item: { id: { S: id } } });
    const segments = [0, 1, 2].map((Segment) => {
      const { Items } = call("Scan", { TableName: "counters", Segment, TotalSegments: 3 });
      return (Items as readonly { id: { S: string } }[]).map(({ id }) => id.S);
    });
    assert.deepEqual(segments.flat().sort(), ids.sort());
    assert.ok(segments.every((segment) => segment.length > 0));
  });

  for (const [more, message] of [
    [
      { Segment: 0 },
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    ],
    [
      { TotalSegments: 2 },
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    ],
    [
      { Segment: 2, TotalSegments: 2 },
      "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
    ],
  ] as const) {
    it(`is refused with ${JSON.stringify(more)}`, () => {
      assert.throws(() => startTables()("Scan", { TableName: "counters", ...more }), { message });
    });
  }
});
