import assert from "node:assert/strict";
import { startTables } from "../declared-tables.ts";

const key = (id: string) => ({ id: { S: id } });
const put = (id: string, condition?: string) => ({
  Put: { TableName: "counters", Item: key(id), ...(condition && { ConditionExpression: condition }) },
});
const add = (id: string, by: string) => ({
  Update: {
    TableName: "counters",
    Key: key(id),
    UpdateExpression: "SET hits = hits + :n",
    ExpressionAttributeValues: { ":n": { N: by } },
  },
});

describe("a transaction", () => {
  it("does all of its writes", () => {
    const call = startTables();
    const hits = (id: string, count: string) => ({ ...key(id), hits: { N: count } });
    for (const id of ["from", "to", "gone"]) call("PutItem", { TableName: "counters", Item: hits(id, "5") });
    const answer = call("TransactWriteItems", {
      TransactItems: [
        add("from", "-2"),
        add("to", "2"),
        { Delete: { TableName: "counters", Key: key("gone") } },
        put("new"),
        {
          ConditionCheck: {
            TableName: "songs",
            Key: { artist: { S: "A" }, title: { S: "T" } },
            ConditionExpression: "attribute_not_exists(artist)",
          },
        },
      ],
    });
    assert.deepEqual(answer, {});
    const Get = (id: string) => ({ Get: { TableName: "counters", Key: key(id) } });
    const read = call("TransactGetItems", { TransactItems: ["from", "to", "gone", "new"].map(Get) });
    assert.deepEqual(read, {
      Responses: [{ Item: hits("from", "3") }, { Item: hits("to", "7") }, {}, { Item: key("new") }],
    });
  });

  it("does none where one condition fails, and gives the reason of each", () => {
    const call = startTables();
    call("PutItem", { TableName: "counters", Item: key("taken") });
    const transaction = { TransactItems: [put("a"), put("taken", "attribute_not_exists(id)")] };
    assert.throws(() => call("TransactWriteItems", transaction), {
      name: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
      members: {
        CancellationReasons: [
          { Code: "None" },
          { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
        ],
      },
    });
    assert.deepEqual(call("GetItem", { TableName: "counters", Key: key("a") }), {});
  });

  it("gives the item with the reason where that is asked for", () => {
    const call = startTables();
    call("PutItem", { TableName: "counters", Item: key("a") });
    const { Put } = put("a", "attribute_not_exists(id)");
    const returning = { Put: { ...Put, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } };
    assert.throws(() => call("TransactWriteItems", { TransactItems: [returning] }), {
      members: {
        CancellationReasons: [
          { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: key("a") },
        ],
      },
    });
  });

  it("is cancelled by an update that does not fit its item", () => {
    assert.throws(() => startTables()("TransactWriteItems", { TransactItems: [add("none", "1")] }), {
      name: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [ValidationError]",
    });
  });

  for (const [title, actions, message] of [
    [
      "with two actions on one item",
      [put("a"), { Delete: { TableName: "counters", Key: key("a") } }],
      "Transaction request cannot include multiple operations on one item",
    ],
    [
      "without actions",
      [],
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "with an action that is two",
      [{ ...put("a"), ...add("b", "1") }],
      "TransactItems can only contain one of Check, Put, Update or Delete",
    ],
  ] as const) {
    it(`is refused ${title}`, () => {
      assert.throws(() => startTables()("TransactWriteItems", { TransactItems: actions }), {
        name: "ValidationException",
        message,
      });
    });
  }

  it("has no more than 100 actions", () => {
    const actions = Array.from({ length: 101 }, (_, at) => put(String(at)));
    assert.throws(
      () => startTables()("TransactWriteItems", { TransactItems: actions }),
      /Member must have length less than or equal to 100$/,
    );
  });

  it("is done once for a client's token", () => {
    let nowMs = 0;
    const call = startTables([], () => nowMs);
    call("PutItem", { TableName: "counters", Item: { ...key("a"), hits: { N: "0" } } });
    const transaction = { TransactItems: [add("a", "1")], ClientRequestToken: "token" };
    const hits = () => {
      call("TransactWriteItems", transaction);
      return call("GetItem", { TableName: "counters", Key: key("a"), ProjectionExpression: "hits" });
    };
    assert.deepEqual(hits(), { Item: { hits: { N: "1" } } });
    assert.deepEqual(hits(), { Item: { hits: { N: "1" } } });
    nowMs += 10 * 60 * 1000;
    assert.deepEqual(hits(), { Item: { hits: { N: "2" } } });
  });

  it("is refused where the token came with another transaction", () => {
    const call = startTables();
    call("TransactWriteItems", { TransactItems: [put("a")], ClientRequestToken: "token" });
    assert.throws(
      () => call("TransactWriteItems", { TransactItems: [put("b")], ClientRequestToken: "token" }),
      {
        name: "IdempotentParameterMismatchException",
        message: "The request uses the same client token as a previous, but non-identical request.",
      },
    );
  });
});
