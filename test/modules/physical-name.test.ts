import assert from "node:assert/strict";
import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { Bucket } from "../../modules/bucket.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { refuses } from "./refuses.ts";
import { declareStack, synthesizedStack, temporaryApp } from "./synthesized-app.ts";

describe("the name of a thing in AWS", () => {
  it("is made of the stack and the address, with - for _", () => {
    const { resource } = synthesizedStack((stack) => {
      new EventBus(new Construct(stack, "my_photos"), "news");
    });
    assert.equal(resource.aws_cloudwatch_event_bus?.my_photos_news?.name, "app-my-photos-news");
  });

  it("is in small letters for a bucket, whatever the ids are", () => {
    const app = temporaryApp();
    try {
      app.synth((root) => declareStack(root, (stack) => void new Bucket(stack, "Photos"), "MyStack"));
      const bucket = app.stack("MyStack").resource.aws_s3_bucket?.Photos?.bucket;
      assert.equal(bucket, "mystack-photos-${data.aws_caller_identity.current.account_id}");
    } finally {
      app.remove();
    }
  });

  it("is the one asked for, also one that only Terraform knows", () => {
    const { resource } = synthesizedStack((stack) => {
      new EventBus(stack, "news", { name: "Plain.News" });
      const name = new TerraformVariable(stack, "name", { type: "string" });
      new EventBus(stack, "late", { name: name.stringValue });
    });
    assert.deepEqual(resource.aws_cloudwatch_event_bus, {
      news: { name: "Plain.News" },
      late: { name: "${var.name}" },
    });
  });

  it("is refused when it is too long, with its length", () => {
    const id = "n".repeat(45);
    refuses(
      `app/${id}: Expected a bus name of at most 48 characters that matches ^[\\w.-]+$, ` +
        `but found "app-${id}" (49 characters). Set a shorter or plainer "name", or rename the stack or the construct.`,
      (stack) => new EventBus(stack, id),
    );
  });
});
