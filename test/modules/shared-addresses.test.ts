import assert from "node:assert/strict";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Construct } from "constructs";
import { EventBus } from "../../modules/event-bus.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { Queue } from "../../modules/queue.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";
import { declareStack, type TemporaryApp, temporaryApp } from "./synthesized-app.ts";

describe("two constructs with one address", () => {
  let app: TemporaryApp;
  beforeEach(() => {
    app = temporaryApp();
  });
  afterEach(() => app.remove());

  it("are refused although nothing has to be built", () => {
    refuses(
      "app/photos/jobs/queue: Expected one construct for the address aws_sqs_queue.photos_jobs in the stack " +
        '"app", but found app/photos_jobs/queue there already. Give one of the two another id.',
      (stack) => {
        new Queue(stack, "photos_jobs", { deadLetterQueue: false });
        new Queue(new Construct(stack, "photos"), "jobs", { deadLetterQueue: false });
      },
    );
  });

  it("are refused before anything is built", () => {
    refuses(
      "app/one/hello/logs: Expected one construct for the address aws_cloudwatch_log_group.one_hello in the stack " +
        '"app", but found app/one_hello/logs there already. Give one of the two another id.',
      (stack) => {
        const entry = fixture("broken/handler.ts");
        new LambdaFunction(stack, "one_hello", { entry });
        new LambdaFunction(new Construct(stack, "one"), "hello", { entry });
      },
    );
  });

  it("are refused when one of them is a plain resource of the provider", () => {
    refuses(
      "app/jobs/queue: Expected one construct for the address aws_sqs_queue.jobs in the stack " +
        '"app", but found app/Default/jobs there already. Give one of the two another id.',
      (stack) => {
        const plain = new SqsQueue(new Construct(stack, "Default"), "jobs");
        plain.overrideLogicalId("jobs");
        new Queue(stack, "jobs");
      },
    );
  });

  it("are refused for data sources", () => {
    refuses(
      "app/again: Expected one construct for the address data.aws_region.here in the stack " +
        '"app", but found app/here there already. Give one of the two another id.',
      (stack) => {
        new DataAwsRegion(stack, "here");
        new DataAwsRegion(stack, "again").overrideLogicalId("here");
        new EventBus(stack, "news");
      },
    );
  });

  it("leave the output of the last good synth as it was, in other stacks too", () => {
    app.synth((root) => declareStack(root, (stack) => new EventBus(stack, "news")));
    const before = app.files();
    assert.throws(
      () =>
        app.synth((root) => {
          declareStack(root, (stack) => new EventBus(stack, "more"));
          declareStack(
            root,
            (stack) => {
              new EventBus(stack, "my_news");
              new EventBus(new Construct(stack, "my"), "news");
            },
            "other",
          );
        }),
      { name: "UserError" },
    );
    assert.deepEqual(app.files(), before);
  });

  it("are welcome in two stacks, and as different types of one stack", () => {
    app.synth((root) => {
      for (const name of ["one", "two"]) {
        declareStack(
          root,
          (stack) => {
            new EventBus(stack, "jobs");
            new Queue(new Construct(stack, "Default"), "jobs", { deadLetterQueue: false });
          },
          name,
        );
      }
    });
    for (const name of ["one", "two"]) {
      const { resource } = app.stack(name);
      assert.equal(resource.aws_cloudwatch_event_bus?.jobs?.name, `${name}-jobs`);
      assert.equal(resource.aws_sqs_queue?.jobs?.name, `${name}-jobs`);
    }
  });
});
