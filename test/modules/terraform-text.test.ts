import assert from "node:assert/strict";
import { TerraformOutput } from "cdktf";
import { Queue } from "../../modules/queue.ts";
import { terraformText } from "../../modules/terraform-text.ts";
import { declareStack, temporaryApp } from "./synthesized-app.ts";

describe("a text for Terraform", () => {
  it("means itself where it looks like a template", () => {
    assert.equal(terraformText("a ${b} %{c} $d %e {f}"), "a $${b} %%{c} $d %e {f}");
  });

  it("keeps references to resources", () => {
    const app = temporaryApp();
    try {
      app.synth((root) =>
        declareStack(root, (stack) => {
          const queue = new Queue(stack, "jobs");
          new TerraformOutput(stack, "text", { value: terraformText(`${queue.arn} and \${this}`) });
        }),
      );
      const { output } = JSON.parse(app.text("stacks/app/cdk.tf.json"));
      assert.equal(output.text.value, "${aws_sqs_queue.jobs.arn} and $${this}");
    } finally {
      app.remove();
    }
  });
});
