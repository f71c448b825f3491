import assert from "node:assert/strict";
import type { LocalApp } from "../../../local/app/local-app.ts";
import { startLocalApp } from "../../../local/app/start-local-app.ts";
import { SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "../app/synthesized-folder.ts";
import { machine, RUN, sdkFunction, task } from "./sdk-app.ts";

const TOPIC = "${aws_sns_topic.steps.arn}";

/** Publishes the same step twice, and one without its group. */
const PUBLISHING = {
  StartAt: "First",
  States: {
    First: task("sns:publish", { TopicArn: TOPIC, Message: { step: 1 }, MessageGroupId: "g" }, "Again"),
    Again: task("sns:publish", { TopicArn: TOPIC, Message: { step: 1 }, MessageGroupId: "g" }, "Wrong"),
    Wrong: task("sns:publish", { TopicArn: TOPIC, Message: { step: 2 } }, undefined, {
      Catch: [{ ErrorEquals: ["SNS.InvalidParameterException"], Next: "Caught" }],
    }),
    Caught: { Type: "Pass", OutputPath: "$.Error", End: true },
  },
};

const CLIENT = `
exports.handler = async () => {
  const { SNSClient, PublishCommand, PublishBatchCommand } = await load("client-sns");
  const sns = new SNSClient(), TopicArn = process.env.TOPIC;
  const one = await sns.send(new PublishCommand({ TopicArn, Message: "2", MessageGroupId: "g", MessageDeduplicationId: "two" }));
  const entry = { Id: "a", Message: "3", MessageGroupId: "g" };
  const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [entry] }));
  const refused = await sns.send(new PublishCommand({ TopicArn, Message: "4" })).catch((error) => error.message);
  return { numbers: [one.SequenceNumber, Successful[0].SequenceNumber], refused };
};`;

describe("a FIFO topic of a local run", () => {
  let folder: SynthesizedFolder;
  let app: LocalApp;
  const stop = new AbortController();
  before(async () => {
    folder = createSynthesizedFolder();
    folder.writeStack({
      "aws_sns_topic.steps": { name: "steps.fifo", fifo_topic: true, content_based_deduplication: true },
      "aws_sqs_queue.steps": { name: "steps.fifo", fifo_queue: true },
      "aws_sns_topic_subscription.steps": {
        topic_arn: TOPIC,
        protocol: "sqs",
        endpoint: "${aws_sqs_queue.steps.arn}",
        raw_message_delivery: true,
      },
      ...machine("publishing", PUBLISHING),
      ...sdkFunction(folder, "client", CLIENT, { TOPIC }),
      ...sdkFunction(folder, "run", RUN, {}),
    });
    app = await startLocalApp({ ...folder, progress: SILENT_PROGRESS, signal: stop.signal });
  });
  after(async () => {
    await app.close();
    folder.remove();
  });

  it("takes messages from tasks and from the unmodified client of a function", async () => {
    const { payload: ended } = await app.invoke("run", {
      stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:publishing",
    });
    const { status, output } = ended as Record<string, unknown>;
    assert.deepEqual([status, output], ["SUCCEEDED", '"SNS.InvalidParameterException"']);
    const { payload } = await app.invoke("client", {});
    assert.deepEqual(payload, {
      numbers: ["10000000000000002000", "10000000000000003000"],
      refused: "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
    });
    assert.deepEqual(app.waiting(), { steps: ['{"step":1}', "2", "3"] });
  });
});
