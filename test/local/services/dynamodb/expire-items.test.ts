import assert from "node:assert/strict";
import { dynamoDbService } from "../../../../local/services/dynamodb/dynamodb-service.ts";
import type { JsonObject } from "../../../../local/states/json-value.ts";
import { COUNTERS, stackWith } from "./declared-tables.ts";

const NOW_SECONDS = Date.UTC(2024, 1, 29, 12) / 1000;
const FIVE_YEARS = 5 * 365 * 86_400;

/** The ids of the items that are left, and of those that went, in their order. */
function expired(until: Readonly<Record<string, JsonObject>>, ttl: unknown) {
  const gone: unknown[] = [];
  const { operations, expire } = dynamoDbService(
    stackWith([{ ...COUNTERS, ttl }]),
    () => NOW_SECONDS * 1000,
    ({ key, after, isExpiry }) => {
      if (isExpiry) gone.push([key.id, after]);
    },
  );
  for (const [id, value] of Object.entries(until)) {
    operations.PutItem?.({ TableName: "counters", Item: { id: { S: id }, until: value } });
  }
  const ids = () => {
    const { Items } = operations.Scan?.({ TableName: "counters" }) ?? {};
    return (Items as readonly { readonly id: { readonly S: string } }[]).map(({ id }) => id.S).sort();
  };
  const before = ids();
  const count = expire();
  return { before, count, after: ids(), gone };
}

const TTL = { enabled: true, attribute_name: "until" };
const seconds = (offset: number) => ({ N: String(NOW_SECONDS + offset) });

describe("the expiry of items", () => {
  it("deletes those whose time has passed, the oldest first; until then they are read", () => {
    const until = { late: seconds(-1), later: seconds(-60), now: seconds(0), future: seconds(60) };
    assert.deepEqual(expired(until, TTL), {
      before: ["future", "late", "later", "now"],
      count: 2,
      after: ["future", "now"],
      gone: [
        [{ S: "later" }, undefined],
        [{ S: "late" }, undefined],
      ],
    });
  });

  it("leaves what is no number, and what is over five years past", () => {
    const until = {
      text: { S: String(NOW_SECONDS - 60) },
      milliseconds: { N: String((NOW_SECONDS - 60) * 1000) },
      old: seconds(-FIVE_YEARS - 60),
      young: seconds(-FIVE_YEARS + 60),
    };
    assert.deepEqual(expired(until, [TTL]).after, ["milliseconds", "old", "text"]);
  });

  it("is for tables that declare it", () => {
    for (const ttl of [undefined, { ...TTL, enabled: false }, { enabled: true, attribute_name: "other" }]) {
      assert.equal(expired({ late: seconds(-60) }, ttl).count, 0);
    }
  });
});
