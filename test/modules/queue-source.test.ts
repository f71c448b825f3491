import assert from "node:assert/strict";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { Queue } from "../../modules/queue.ts";
import { QueueSource, type QueueSourceProps } from "../../modules/queue-source.ts";
import { fixture } from "./fixture.ts";
import { statementsOf } from "./granted-statements.ts";
import { refuses } from "./refuses.ts";
import { type StackJson, synthesizedStack } from "./synthesized-app.ts";

type Settings = Pick<QueueSourceProps, "batchSize" | "maxBatchingSeconds">;

describe("a queue as the source of a function", () => {
  function feed(settings: Settings = {}, visibilityTimeoutSeconds = 60): StackJson {
    return synthesizedStack((stack) => {
      const queue = new Queue(stack, "jobs", { visibilityTimeoutSeconds });
      const fn = new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") });
      new QueueSource(stack, "feed", { queue, function: fn, ...settings });
    });
  }

  it("feeds the alias, takes partial failures, and may do no more than consume", () => {
    const json = feed();
    assert.deepEqual(json.resource.aws_lambda_event_source_mapping, {
      feed: {
        event_source_arn: "${aws_sqs_queue.jobs.arn}",
        function_name: "${aws_lambda_alias.hello.arn}",
        batch_size: 10,
        maximum_batching_window_in_seconds: 0,
        function_response_types: ["ReportBatchItemFailures"],
        depends_on: ["aws_iam_role_policy.hello"],
      },
    });
    const granted = statementsOf(json, "aws_iam_role_policy", "hello");
    assert.deepEqual(
      granted.map(({ Sid }) => Sid),
      ["ConsumeMessages", "Trace", "WriteLogs"],
    );
    assert.deepEqual(granted[0]?.Resource, ["${aws_sqs_queue.jobs.arn}"]);
  });

  it("fills larger batches for a while", () => {
    const mapping = feed({ batchSize: 100, maxBatchingSeconds: 30 }, 90).resource
      .aws_lambda_event_source_mapping;
    assert.equal(mapping?.feed?.batch_size, 100);
    assert.equal(mapping?.feed?.maximum_batching_window_in_seconds, 30);
  });

  it("refuses sizes and times that Lambda would refuse", () => {
    const advice = "Change it where the construct is declared.";
    assert.throws(() => feed({ batchSize: 10_001 }), {
      message: `app/feed: Expected batchSize to be a whole number from 1 to 10000, but found 10001. ${advice}`,
    });
    assert.throws(() => feed({ batchSize: 11 }), {
      message: `app/feed: Expected maxBatchingSeconds to be a whole number from 1 to 300, but found 0. ${advice}`,
    });
    assert.throws(() => feed({ maxBatchingSeconds: 301 }), {
      message: `app/feed: Expected maxBatchingSeconds to be a whole number from 0 to 300, but found 301. ${advice}`,
    });
  });

  it("refuses a queue that hands out messages again while the function still works on them", () => {
    refuses(
      "app/feed: Expected a visibilityTimeoutSeconds of at least 60, six times the function's timeout and the batching window, " +
        "but found 30 on app/jobs. " +
        "A shorter one hands out messages again while the function still works on them: raise it.",
      (stack) => {
        const fn = new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") });
        new QueueSource(stack, "feed", { queue: new Queue(stack, "jobs"), function: fn });
      },
    );
  });
});
