import assert from "node:assert/strict";
import { UserError } from "../../../reporting/user-error.ts";
import { readPlan } from "../../../review/plan/read-plan.ts";
import { smallPlan, smallPlanText } from "../small-plan.ts";

const message = (text: string): string => {
  try {
    readPlan(text, "plan.json");
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return "no error";
};

const WRITE_IT = "Write it with: terraform show -json plan.out > plan.json";

describe("readPlan", () => {
  it("reads an action for every list that Terraform writes", () => {
    const lists = [["create"], ["delete", "create"], ["create", "delete"], ["forget"], ["create", "forget"]];
    const plan = smallPlan(lists.map((actions, index) => ({ address: `aws_sqs_queue.q${index}`, actions })));
    assert.deepEqual(
      plan.changes.map(({ action }) => action),
      ["create", "delete-then-create", "create-then-delete", "forget", "create-then-forget"],
    );
  });

  it("takes any minor version of format 1", () => {
    assert.equal(message(smallPlanText([], { format_version: "1.99" })), "no error");
  });

  it("refuses a plan of Terraform 0.12 to 1.0, and says which Terraform it takes", () => {
    assert.equal(
      message(smallPlanText([], { format_version: "0.1" })),
      'plan.json: Expected a plan as JSON, but found format version "0.1". This version reads 1.x. Plan with Terraform 1.1 or newer.',
    );
  });

  it("refuses another major version by name", () => {
    assert.equal(
      message(smallPlanText([], { format_version: "2.0" })),
      'plan.json: Expected a plan as JSON, but found format version "2.0". This version reads 1.x. Update terraloom.',
    );
  });

  for (const [what, text, found] of [
    ["a text that is cut off", smallPlanText([]).slice(0, 80), "JSON that is cut off"],
    ["a text that is none", "Terraform will perform the following actions", "no JSON"],
    ["a list", "[]", "JSON that is no object"],
    ["a state file", JSON.stringify({ version: 4, lineage: "x", serial: 1 }), "a state"],
    ["a state as terraform show prints it", JSON.stringify({ format_version: "1.0", values: {} }), "a state"],
    [
      "the lines of plan -json",
      '{"@level":"info"}\n{"@level":"info"}\n',
      "the lines that terraform plan -json prints",
    ],
    ["another document", "{}", "JSON without format_version"],
    [
      "an entry that is none",
      smallPlanText([], { resource_changes: [{}] }),
      "an entry of resource_changes that is none: {}",
    ],
  ] as const) {
    it(`says of ${what} what it is`, () => {
      assert.equal(message(text), `plan.json: Expected a plan as JSON, but found ${found}. ${WRITE_IT}`);
    });
  }

  it("takes a plan with deferred changes for incomplete", () => {
    assert.equal(smallPlan([], { deferred_changes: [{}] }).complete, false);
    assert.equal(smallPlan([], { complete: false }).complete, false);
    assert.equal(smallPlan([]).complete, true);
  });

  it("names the checks that fail, and why", () => {
    const checks = [
      { status: "pass", address: { to_display: "check.good" } },
      { status: "error", address: { to_display: "check.unsure" } },
      {
        status: "fail",
        address: { to_display: "check.bad" },
        instances: [{ problems: [{ message: "It answers 500." }, { message: "It is slow." }] }],
      },
    ];
    assert.deepEqual(smallPlan([], { checks }).failedChecks, [
      { address: "check.unsure", problems: [] },
      { address: "check.bad", problems: ["It answers 500.", "It is slow."] },
    ]);
  });

  it("keeps a key called __proto__ as a key", () => {
    const text = smallPlanText([{ address: "aws_sqs_queue.q", before: {}, after: {} }]).replace(
      '"after":{}',
      '"after":{"__proto__":{"a":1}}',
    );
    const [change] = readPlan(text, "plan.json").changes;
    assert.deepEqual(Object.keys(change?.after ?? {}), ["__proto__"]);
    assert.equal(({} as { a?: number }).a, undefined);
  });
});
