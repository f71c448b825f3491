import assert from "node:assert/strict";
import { readConfigured, withoutIndexes } from "../../../review/changes/configured.ts";

const resource = (address: string, expressions: object) => ({ address, expressions });

describe("readConfigured", () => {
  const configured = readConfigured({
    root_module: {
      resources: [resource("aws_sqs_queue.q", { name: { references: ["var.name"] } })],
      module_calls: { a: { module: { resources: [resource("aws_sns_topic.t", { name: {} })] } } },
    },
  } as never);

  it("finds what a resource sets, in modules and instances too", () => {
    assert.deepEqual(configured.attributes('aws_sqs_queue.q["x.y"]'), new Set(["name"]));
    assert.deepEqual(configured.attributes("module.a[0].aws_sns_topic.t"), new Set(["name"]));
    assert.equal(configured.attributes("aws_sqs_queue.other"), undefined);
  });

  it("finds what an attribute refers to", () => {
    assert.deepEqual(configured.references("aws_sqs_queue.q", "name"), ["var.name"]);
    assert.deepEqual(configured.references("aws_sqs_queue.q", "other"), []);
  });

  it("takes indexes for what they are, brackets in them too", () => {
    assert.equal(withoutIndexes('module.a["x]\\"["].aws_sqs_queue.q[12]'), "module.a.aws_sqs_queue.q");
  });
});
