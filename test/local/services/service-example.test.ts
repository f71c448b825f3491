import assert from "node:assert/strict";
import type { LocalApp } from "../../../local/app/local-app.ts";
import { startLocalApp } from "../../../local/app/start-local-app.ts";
import { SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { createSynthesizedFolder, type SynthesizedFolder } from "../app/synthesized-folder.ts";
import { machine, RUN, sdkFunction, task } from "./sdk-app.ts";

const ACCOUNT = "us-east-1:000000000000";
const INNER = `arn:aws:states:${ACCOUNT}:stateMachine:inner`;
const ORDERS_URL = "https://sqs.us-east-1.amazonaws.com/000000000000/orders";
const QUESTIONS_URL = "https://sqs.us-east-1.amazonaws.com/000000000000/questions";

/** Everything in one machine: object, queue, topic, bus, and an execution within. */
const OUTER = {
  StartAt: "Put",
  States: {
    Put: task("aws-sdk:s3:putObject", { Bucket: "notes", Key: "a.txt", Body: "hello" }, "Get", {
      ResultPath: "$.put",
    }),
    Get: task("aws-sdk:s3:getObject", { Bucket: "notes", Key: "a.txt" }, "Missing", {
      ResultSelector: { "text.$": "$.Body" },
      ResultPath: "$.got",
    }),
    Missing: task("aws-sdk:s3:getObject", { Bucket: "notes", Key: "b.txt" }, "Send", {
      Catch: [{ ErrorEquals: ["S3.NoSuchKeyException"], ResultPath: "$.missing", Next: "Send" }],
    }),
    Send: task("sqs:sendMessage", { QueueUrl: ORDERS_URL, "MessageBody.$": "$.got" }, "Tell", {
      ResultPath: "$.sent",
    }),
    Tell: task("sns:publish", { TopicArn: "${aws_sns_topic.alerts.arn}", Message: "told" }, "Announce", {
      ResultPath: "$.told",
    }),
    Announce: task(
      "events:putEvents",
      { Entries: [{ Source: "shop", DetailType: "Told", Detail: { n: 1 } }] },
      "Within",
      { ResultPath: "$.announced" },
    ),
    Within: task("states:startExecution.sync:2", { StateMachineArn: INNER, Input: { n: 20 } }, "Failing", {
      ResultSelector: { "output.$": "$.Output", "status.$": "$.Status" },
      ResultPath: "$.within",
    }),
    Failing: task("states:startExecution.sync", { StateMachineArn: INNER, Input: { n: -1 } }, "Done", {
      Catch: [{ ErrorEquals: ["States.TaskFailed"], ResultPath: "$.failed", Next: "Done" }],
    }),
    Done: { Type: "Succeed" },
  },
};

const INNER_DEFINITION = {
  StartAt: "Check",
  States: {
    Check: {
      Type: "Choice",
      Choices: [{ Variable: "$.n", NumericLessThan: 0, Next: "Refuse" }],
      Default: "Double",
    },
    Refuse: { Type: "Fail", Error: "Negative", Cause: "It is below zero." },
    Double: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, $.n)" }, End: true },
  },
};

/** Waits until a function of the run has sent back its token. */
const WAITING = {
  StartAt: "Ask",
  States: {
    Ask: task("sqs:sendMessage.waitForTaskToken", {
      QueueUrl: QUESTIONS_URL,
      MessageBody: { "token.$": "$$.Task.Token" },
    }),
  },
};

/** What a function does with unmodified clients of the SDK, of which it knows no endpoint. */
const CLIENTS = `
exports.handler = async () => {
  const { SQSClient, SendMessageCommand, ReceiveMessageCommand, DeleteMessageCommand, GetQueueUrlCommand } = await load("client-sqs");
  const { SNSClient, PublishCommand } = await load("client-sns");
  const { SFNClient, StartExecutionCommand, DescribeExecutionCommand, DescribeStateMachineCommand, SendTaskSuccessCommand } = await load("client-sfn");
  const { EventBridgeClient, PutEventsCommand } = await load("client-eventbridge");
  const { LambdaClient, InvokeCommand } = await load("client-lambda");
  const sqs = new SQSClient(), sns = new SNSClient(), sfn = new SFNClient(), events = new EventBridgeClient(), lambda = new LambdaClient();
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "small" }));
  const MessageAttributes = { kind: { DataType: "String", StringValue: "small" } };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one", MessageAttributes }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle }));
  const noQueue = await sqs.send(new GetQueueUrlCommand({ QueueName: "none" })).catch((error) => error.name);
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: "<b> & more", Subject: "news", MessageAttributes }));
  const noTopic = await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC + "x", Message: "" })).catch((error) => error.name);
  const { type } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: process.env.INNER }));
  const { executionArn, startDate } = await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.INNER, input: '{"n":2}', name: "two" }));
  let described;
  do described = await sfn.send(new DescribeExecutionCommand({ executionArn })); while (described.status === "RUNNING");
  const badToken = await sfn.send(new SendTaskSuccessCommand({ taskToken: "x", output: "1" })).catch((error) => error.name);
  const put = await events.send(new PutEventsCommand({ Entries: [{ Source: "shop", DetailType: "Told", Detail: "{}" }, { Source: "shop", DetailType: "Told", Detail: "[" }] }));
  const good = await lambda.send(new InvokeCommand({ FunctionName: "echo", Payload: '{"n":1}' }));
  const bad = await lambda.send(new InvokeCommand({ FunctionName: "echo", Payload: '{"fail":true}' }));
  const noFunction = await lambda.send(new InvokeCommand({ FunctionName: "nobody" })).catch((error) => error.name);
  return {
    message: [Messages.length, Messages[0].Body, Messages[0].MessageAttributes.kind.StringValue],
    errors: { noQueue, noTopic, badToken, noFunction },
    isPublished: MessageId.length === 36,
    machine: [type, executionArn, startDate instanceof Date, described.status, described.output],
    events: [put.FailedEntryCount, put.Entries[1].ErrorCode],
    calls: [Buffer.from(good.Payload).toString(), good.StatusCode, bad.FunctionError],
  };
};`;

const ECHO = `exports.handler = async (event) => {
  if (event.fail) throw new Error("no");
  return event;
};`;

const ANSWER = `
exports.handler = async () => {
  const { SQSClient, ReceiveMessageCommand } = await load("client-sqs");
  const { SFNClient, SendTaskSuccessCommand } = await load("client-sfn");
  const asked = await new SQSClient().send(new ReceiveMessageCommand({ QueueUrl: process.env.QUEUE, WaitTimeSeconds: 5 }));
  const { token: taskToken } = JSON.parse(asked.Messages[0].Body);
  await new SFNClient().send(new SendTaskSuccessCommand({ taskToken, output: '{"answer":42}' }));
};`;

function declarations(folder: SynthesizedFolder) {
  const variables = { TOPIC: "${aws_sns_topic.alerts.arn}", INNER, QUEUE: QUESTIONS_URL };
  const code = (name: string, source: string) => sdkFunction(folder, name, source, variables);
  return {
    "aws_s3_bucket.notes": { bucket: "notes" },
    "aws_sqs_queue.orders": { name: "orders" },
    "aws_sqs_queue.small": { name: "small" },
    "aws_sqs_queue.questions": { name: "questions" },
    "aws_sqs_queue.answers": { name: "answers" },
    "aws_sqs_queue.alerts": { name: "alerts" },
    "aws_sns_topic.alerts": { name: "alerts" },
    "aws_sns_topic_subscription.raw": {
      topic_arn: "${aws_sns_topic.alerts.arn}",
      protocol: "sqs",
      endpoint: "${aws_sqs_queue.alerts.arn}",
      raw_message_delivery: true,
    },
    "aws_cloudwatch_event_rule.told": { name: "told", event_pattern: '{"source":["shop"]}' },
    "aws_cloudwatch_event_target.told": {
      rule: "told",
      arn: "${aws_sqs_queue.answers.arn}",
      input: '{"n":1}',
    },
    ...machine("outer", OUTER),
    ...machine("inner", INNER_DEFINITION),
    ...machine("waiting", WAITING),
    ...code("clients", CLIENTS),
    ...code("echo", ECHO),
    ...code("answer", ANSWER),
    ...code("run", RUN),
  };
}

describe("the services of a local run", () => {
  let folder: SynthesizedFolder;
  let app: LocalApp;
  const stop = new AbortController();
  before(async () => {
    folder = createSynthesizedFolder();
    folder.writeStack(declarations(folder));
    app = await startLocalApp({ ...folder, progress: SILENT_PROGRESS, signal: stop.signal });
  });
  after(async () => {
    await app.close();
    folder.remove();
  });

  /** How an execution ends that a function starts by the SDK. */
  async function ended(name: string): Promise<Record<string, unknown>> {
    const { payload } = await app.invoke("run", {
      stateMachineArn: `arn:aws:states:${ACCOUNT}:stateMachine:${name}`,
    });
    return payload as Record<string, unknown>;
  }

  it("are called by the tasks of a state machine", async () => {
    const { status, output } = await ended("outer");

    const { got, missing, within, failed, told, sent, announced } = JSON.parse(String(output)) as Record<
      string,
      Record<string, unknown>
    >;
    assert.equal(status, "SUCCEEDED");
    assert.deepEqual([got, within], [{ text: "hello" }, { output: { n: 40 }, status: "SUCCEEDED" }]);
    assert.equal(missing?.Error, "S3.NoSuchKeyException");
    const { Status, Error: error, Cause: cause, Input } = JSON.parse(String(failed?.Cause));
    assert.deepEqual(
      [failed?.Error, Status, error, cause, Input],
      ["States.TaskFailed", "FAILED", "Negative", "It is below zero.", '{"n":-1}'],
    );
    assert.deepEqual(Object.keys(sent ?? {}), ["MessageId", "MD5OfMessageBody"]);
    assert.deepEqual(Object.keys(told ?? {}), ["MessageId"]);
    assert.equal(announced?.FailedEntryCount, 0);
    await app.settle();
    assert.deepEqual(app.waiting(), { alerts: ["told"], answers: ['{"n":1}'], orders: ['{"text":"hello"}'] });
  });

  it("are called by the unmodified clients of functions", async () => {
    const { payload } = await app.invoke("clients", {});
    assert.deepEqual(payload, {
      message: [1, "one", "small"],
      errors: {
        noQueue: "QueueDoesNotExist",
        noTopic: "NotFoundException",
        badToken: "InvalidToken",
        noFunction: "ResourceNotFoundException",
      },
      isPublished: true,
      machine: ["STANDARD", `arn:aws:states:${ACCOUNT}:execution:inner:two`, true, "SUCCEEDED", '{"n":4}'],
      events: [1, "MalformedDetail"],
      calls: ['{"n":1}', 200, "Unhandled"],
    });
  });

  it("take the token of a waiting task from a function", async () => {
    const [{ status, output }] = await Promise.all([ended("waiting"), app.invoke("answer", {})]);
    assert.deepEqual([status, output], ["SUCCEEDED", '{"answer":42}']);
  });
});
