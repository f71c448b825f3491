import assert from "node:assert/strict";
import { wire } from "../../../local/app/wiring.ts";
import { realClock } from "../../../local/states/clock.ts";
import type { JsonObject } from "../../../local/states/json-value.ts";
import { type CallableFunctions, callableFunctions } from "../app/callable-functions.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";

const STATES = "arn:aws:states:eu-west-1:123456789012";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:news";
const SINK = "https://sqs.eu-west-1.amazonaws.com/123456789012/sink";

function machine(name: string, state: object, more: object = {}): Declarations {
  const definition = JSON.stringify({ StartAt: "Only", States: { Only: state } });
  return { [`aws_sfn_state_machine.${name}`]: { name, role_arn: "arn:role", definition, ...more } };
}

function subscribed(name: string, more: object): Declarations {
  return {
    [`aws_sns_topic_subscription.${name}`]: {
      topic_arn: TOPIC,
      protocol: "sqs",
      endpoint: "arn:aws:sqs:eu-west-1:123456789012:sink",
      ...more,
    },
  };
}

describe("a local service", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions({});
  });
  after(() => functions.close());

  function served(declarations: Declarations) {
    const stop = new AbortController();
    const { runtime, specs } = functions;
    const { services } = wire({
      stack: resolvedStack({ "aws_sqs_queue.sink": { name: "sink" }, ...declarations }),
      place: PLACE,
      specs,
      runtime,
      clock: realClock,
      signal: stop.signal,
    });
    return async (name: string, operation: string, input: JsonObject): Promise<JsonObject> => {
      const perform = services.find((service) => service.name === name)?.operations[operation];
      assert.ok(perform);
      return (await perform(input, stop.signal)) as JsonObject;
    };
  }

  describe("for queues", () => {
    it("gives messages to who receives them, and forgets those that are deleted", async () => {
      const call = served({});
      await call("sqs", "SendMessage", { QueueUrl: SINK, MessageBody: "one" });
      const { Messages } = await call("sqs", "ReceiveMessage", {
        QueueUrl: SINK,
        AttributeNames: ["SenderId"],
      });
      const [message] = Messages as readonly JsonObject[];
      assert.deepEqual([message?.Body, message?.Attributes], ["one", { SenderId: "123456789012" }]);
      await call("sqs", "DeleteMessage", { QueueUrl: SINK, ReceiptHandle: message?.ReceiptHandle });
      const asked = { QueueUrl: SINK, AttributeNames: ["ApproximateNumberOfMessagesNotVisible"] };
      assert.deepEqual(await call("sqs", "GetQueueAttributes", asked), {
        Attributes: { ApproximateNumberOfMessagesNotVisible: "0" },
      });
    });

    it("tells which entries of a batch it refuses", async () => {
      const Entries = [{ Id: "a", MessageBody: "one" }, { Id: "b" }];
      const { Successful, Failed } = await served({})("sqs", "SendMessageBatch", { QueueUrl: SINK, Entries });
      assert.deepEqual(
        (Successful as readonly JsonObject[]).map(({ Id }) => Id),
        ["a"],
      );
      const Message = "The request must contain the parameter MessageBody.";
      assert.deepEqual(Failed, [{ Id: "b", SenderFault: true, Code: "MissingParameter", Message }]);
    });

    it("refuses a queue that is not there", async () => {
      const call = served({})("sqs", "SendMessage", { QueueUrl: `${SINK}2`, MessageBody: "x" });
      await assert.rejects(call, { name: "QueueDoesNotExist" });
    });
  });

  describe("for topics", () => {
    const topic = { "aws_sns_topic.news": { name: "news" } };

    async function delivered(subscription: object, input: JsonObject): Promise<readonly string[]> {
      const call = served({ ...topic, ...subscribed("sink", subscription) });
      await call("sns", "Publish", { TopicArn: TOPIC, ...input });
      const { Messages = [] } = await call("sqs", "ReceiveMessage", { QueueUrl: SINK });
      return (Messages as readonly { readonly Body: string }[]).map(({ Body }) => Body);
    }

    it("puts a message into an envelope, unless its delivery is raw", async () => {
      assert.deepEqual(await delivered({ raw_message_delivery: true }, { Message: "hi" }), ["hi"]);
      const [body] = await delivered({}, { Message: "hi", Subject: "news" });
      const { Type, TopicArn, Subject, Message } = JSON.parse(String(body));
      assert.deepEqual([Type, TopicArn, Subject, Message], ["Notification", TOPIC, "news", "hi"]);
    });

    it("filters by attributes, numbers as numbers", async () => {
      const filter_policy = JSON.stringify({ price: [{ numeric: [">", 10] }] });
      const priced = (StringValue: string) => ({
        Message: "m",
        MessageAttributes: { price: { DataType: "Number", StringValue } },
      });
      const raw = { raw_message_delivery: true, filter_policy };
      assert.deepEqual(await delivered(raw, priced("11")), ["m"]);
      assert.deepEqual(await delivered(raw, priced("9")), []);
      assert.deepEqual(await delivered(raw, { Message: "m" }), []);
    });

    it("filters by the body, which has to be JSON then", async () => {
      const filter_policy = JSON.stringify({ kind: ["a"] });
      const raw = { raw_message_delivery: true, filter_policy, filter_policy_scope: "MessageBody" };
      assert.deepEqual(await delivered(raw, { Message: '{"kind":"a"}' }), ['{"kind":"a"}']);
      assert.deepEqual(await delivered(raw, { Message: '{"kind":"b"}' }), []);
      assert.deepEqual(await delivered(raw, { Message: "kind" }), []);
    });

    it("takes the text for a protocol where each has its own", async () => {
      const input = { Message: '{"default":"all","sqs":"queue"}', MessageStructure: "json" };
      assert.deepEqual(await delivered({ raw_message_delivery: true }, input), ["queue"]);
    });

    it("refuses a topic that is not there", async () => {
      const call = served({})("sns", "Publish", { TopicArn: TOPIC, Message: "x" });
      await assert.rejects(call, { name: "NotFound", message: "Topic does not exist" });
    });
  });

  describe("for state machines", () => {
    const PASS = { Type: "Pass", End: true };
    const WAIT = { Type: "Wait", Seconds: 3600, End: true };
    const arn = (name: string) => `${STATES}:stateMachine:${name}`;

    it("runs an Express one while the caller waits", async () => {
      const call = served(machine("quick", PASS, { type: "EXPRESS" }));
      const input = { stateMachineArn: arn("quick"), input: '{"n":1}' };
      const { status, output, executionArn } = await call("sfn", "StartSyncExecution", input);
      assert.deepEqual([status, output], ["SUCCEEDED", '{"n":1}']);
      assert.match(String(executionArn), /:express:quick:/);
    });

    it("refuses to wait for a Standard one", async () => {
      const call = served(machine("slow", PASS));
      await assert.rejects(call("sfn", "StartSyncExecution", { stateMachineArn: arn("slow") }), {
        name: "StateMachineTypeNotSupported",
      });
    });

    it("lists executions, stops one, and gives its history", async () => {
      const call = served(machine("slow", WAIT));
      const stateMachineArn = arn("slow");
      const { executionArn } = await call("sfn", "StartExecution", { stateMachineArn, name: "a" });
      await call("sfn", "StopExecution", { executionArn, error: "Enough" });
      const { status, error } = await call("sfn", "DescribeExecution", { executionArn });
      assert.deepEqual([status, error], ["ABORTED", "Enough"]);
      const { executions } = await call("sfn", "ListExecutions", {
        stateMachineArn,
        statusFilter: "ABORTED",
      });
      assert.deepEqual(
        (executions as readonly JsonObject[]).map(({ name }) => name),
        ["a"],
      );
      const { events } = await call("sfn", "GetExecutionHistory", { executionArn, reverseOrder: true });
      assert.equal((events as readonly JsonObject[])[0]?.type, "ExecutionAborted");
    });

    it("takes a name once, but for the same input while it runs", async () => {
      const call = served(machine("slow", WAIT));
      const start = (input: string) =>
        call("sfn", "StartExecution", { stateMachineArn: arn("slow"), name: "a", input });
      const first = await start("1");
      assert.deepEqual(await start("1"), first);
      await assert.rejects(start("2"), {
        name: "ExecutionAlreadyExists",
        message: `Execution Already Exists: '${STATES}:execution:slow:a'`,
      });
      await call("sfn", "StopExecution", first);
    });

    it("gives the tasks of an activity to a worker, and takes what that sends back", async () => {
      const activityArn = `${STATES}:activity:paint`;
      const call = served({
        "aws_sfn_activity.paint": { name: "paint" },
        ...machine("painter", { Type: "Task", Resource: activityArn, End: true }, { type: "STANDARD" }),
      });
      const started = await call("sfn", "StartExecution", { stateMachineArn: arn("painter"), input: "7" });
      const { taskToken, input } = await call("sfn", "GetActivityTask", { activityArn });
      assert.equal(input, "7");
      await assert.rejects(call("sfn", "SendTaskSuccess", { taskToken, output: "{" }), {
        name: "InvalidOutput",
      });
      await call("sfn", "SendTaskSuccess", { taskToken, output: "8" });
      await assert.rejects(call("sfn", "SendTaskHeartbeat", { taskToken }), { name: "TaskTimedOut" });
      await call("sfn", "StopExecution", started); // waits for the end, which has come already
      assert.equal((await call("sfn", "DescribeExecution", started)).output, "8");
    });

    it("refuses what is not there, and input that is not JSON", async () => {
      const call = served(machine("slow", PASS));
      const refused = [
        ["StartExecution", { stateMachineArn: arn("none") }, "StateMachineDoesNotExist"],
        ["StartExecution", { stateMachineArn: arn("slow"), input: "{" }, "InvalidExecutionInput"],
        ["DescribeExecution", { executionArn: "none" }, "ExecutionDoesNotExist"],
        ["GetActivityTask", { activityArn: "none" }, "ActivityDoesNotExist"],
      ] as const;
      for (const [operation, input, name] of refused) {
        await assert.rejects(call("sfn", operation, input), { name });
      }
    });
  });
});
