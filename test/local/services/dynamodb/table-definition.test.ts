import assert from "node:assert/strict";
import { tableDefinitions } from "../../../../local/services/dynamodb/table-definition.ts";
import { stackWith } from "./declared-tables.ts";

describe("the tables of a stack", () => {
  it("have keys and indexes with the types of their attributes", () => {
    const stack = stackWith([
      {
        name: "t",
        arn: "arn",
        hash_key: "id",
        attribute: [
          { name: "id", type: "S" },
          { name: "at", type: "N" },
        ],
        global_secondary_index: { name: "byTime", hash_key: "at", projection_type: "ALL" },
      },
    ]);
    assert.deepEqual(tableDefinitions(stack), [
      {
        name: "t",
        arn: "arn",
        key: { hash: { name: "id", type: "S" } },
        indexes: [
          { name: "byTime", key: { hash: { name: "at", type: "N" } }, isGlobal: true, projected: "ALL" },
        ],
      },
    ]);
  });

  it("need an attribute for each key", () => {
    const stack = stackWith([{ name: "t", hash_key: "id", attribute: { name: "other", type: "S" } }]);
    assert.throws(() => tableDefinitions(stack), {
      name: "UserError",
      message:
        'aws_dynamodb_table.n0: Expected an attribute "id", since it is a key, but found only other. Declare it with its type: S, N or B.',
    });
    assert.throws(
      () => tableDefinitions(stackWith([{ name: "t", hash_key: "id" }])),
      /but found none at all\./,
    );
  });
});
