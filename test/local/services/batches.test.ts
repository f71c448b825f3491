import assert from "node:assert/strict";
import { wire } from "../../../local/app/wiring.ts";
import { realClock } from "../../../local/states/clock.ts";
import type { JsonObject } from "../../../local/states/json-value.ts";
import { type CallableFunctions, callableFunctions } from "../app/callable-functions.ts";
import { PLACE, resolvedStack } from "../synthesized/declared-stack.ts";

const TopicArn = "arn:aws:sns:eu-west-1:123456789012:news";
const QueueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/sink";
const MIB = 1024 * 1024;

describe("a batch for a local service", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions({});
  });
  after(() => functions.close());

  async function call(name: string, operation: string, input: JsonObject): Promise<JsonObject> {
    const { runtime, specs } = functions;
    const { signal } = new AbortController();
    const stack = resolvedStack({
      "aws_sqs_queue.sink": { name: "sink", max_message_size: MIB },
      "aws_sns_topic.news": { name: "news" },
      "aws_dynamodb_table.news": {
        name: "news",
        hash_key: "id",
        attribute: { name: "id", type: "S" },
      },
    });
    const { services } = wire({ stack, place: PLACE, specs, runtime, clock: realClock, signal });
    const perform = services.find((service) => service.name === name)?.operations[operation];
    return (await perform?.(input, signal)) as JsonObject;
  }
  const send = (Entries: readonly JsonObject[]) => call("sqs", "SendMessageBatch", { QueueUrl, Entries });
  const publish = (PublishBatchRequestEntries: readonly JsonObject[]) =>
    call("sns", "PublishBatch", { TopicArn, PublishBatchRequestEntries });
  const put = (Entries: readonly JsonObject[]) => call("eventbridge", "PutEvents", { Entries });

  const ids = (...names: readonly string[]) =>
    names.map((Id) => ({ Id, MessageBody: "hi", Message: "hi", ReceiptHandle: "r" }));
  const eleven = ids(..."abcdefghijk");

  for (const [what, batch, code, message] of [
    [
      "SendMessageBatch without entries",
      () => send([]),
      "EmptyBatchRequest",
      "There should be at least one SendMessageBatchRequestEntry in the request.",
    ],
    [
      "SendMessageBatch with eleven entries",
      () => send(eleven),
      "TooManyEntriesInBatchRequest",
      "Maximum number of entries per request are 10. You have sent 11.",
    ],
    [
      "SendMessageBatch with an id twice",
      () => send(ids("a", "b", "a")),
      "BatchEntryIdsNotDistinct",
      "Id a repeated.",
    ],
    [
      "SendMessageBatch with an id of other characters",
      () => send(ids("a.b")),
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    ],
    [
      "SendMessageBatch with more than 1 MiB",
      () =>
        send([
          { Id: "a", MessageBody: "x".repeat(MIB - 1) },
          { Id: "b", MessageBody: "xx" },
        ]),
      "BatchRequestTooLong",
      "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.",
    ],
    [
      "DeleteMessageBatch without entries",
      () => call("sqs", "DeleteMessageBatch", { QueueUrl, Entries: [] }),
      "EmptyBatchRequest",
      "There should be at least one DeleteMessageBatchRequestEntry in the request.",
    ],
    [
      "ChangeMessageVisibilityBatch with an id twice",
      () => call("sqs", "ChangeMessageVisibilityBatch", { QueueUrl, Entries: ids("a", "a") }),
      "BatchEntryIdsNotDistinct",
      "Id a repeated.",
    ],
    [
      "PublishBatch without entries",
      () => publish([]),
      "EmptyBatchRequest",
      "The batch request doesn't contain any entries.",
    ],
    [
      "PublishBatch with eleven entries",
      () => publish(eleven),
      "TooManyEntriesInBatchRequest",
      "The batch request contains more entries than permissible.",
    ],
    [
      "PublishBatch with an id twice",
      () => publish(ids("a", "a")),
      "BatchEntryIdsNotDistinct",
      "Two or more batch entries in the request have the same Id.",
    ],
    [
      "PublishBatch with an id that is too long",
      () => publish(ids("a".repeat(81))),
      "InvalidBatchEntryId",
      "The Id of a batch entry in the batch request doesn't abide by the specification.",
    ],
    [
      "PublishBatch with more than 256 KiB",
      () =>
        publish([
          { Id: "a", Message: "x".repeat(MIB / 4 - 2) },
          { Id: "b", Message: "xxx" },
        ]),
      "BatchRequestTooLong",
      "The length of all the batch messages put together is more than the limit.",
    ],
    [
      "Publish with more than 256 KiB",
      () => call("sns", "Publish", { TopicArn, Message: "x".repeat(MIB / 4 + 1) }),
      "InvalidParameter",
      "Invalid parameter: Message too long",
    ],
    [
      "Publish with nothing",
      () => call("sns", "Publish", { TopicArn, Message: "" }),
      "InvalidParameter",
      "Invalid parameter: Empty message",
    ],
    [
      "PutEvents without entries",
      () => put([]),
      "ValidationException",
      "1 validation error detected: Value '[]' at 'entries' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "PutEvents with eleven entries",
      () => put(Array(11).fill({})),
      "ValidationException",
      `1 validation error detected: Value '[${Array(11).fill("{}").join()}]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10`,
    ],
    [
      "PutEvents with more than 1 MiB",
      () => put([{ Source: "s", DetailType: "t", Detail: JSON.stringify("x".repeat(MIB - 3)) }]),
      "ValidationException",
      "Total size of the entries in the request is over the limit.",
    ],
    [
      "BatchWriteItem with no request for a table",
      () => call("dynamodb", "BatchWriteItem", { RequestItems: { news: [] } }),
      "ValidationException",
      "1 validation error detected: Value '[]' at 'requestItems.news.member' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "BatchWriteItem with an item of more than 400 KB",
      () =>
        call("dynamodb", "BatchWriteItem", {
          RequestItems: {
            news: [{ PutRequest: { Item: { id: { S: "a" }, text: { S: "x".repeat(400 * 1024) } } } }],
          },
        }),
      "ValidationException",
      "Item size has exceeded the maximum allowed size",
    ],
  ] as const) {
    it(`is refused: ${what}`, async () => {
      await assert.rejects(batch(), { name: code, message });
    });
  }

  it("is taken with ten entries and the ids that there may be", async () => {
    const names = ["a", "B", "1", "-", "_", "a".repeat(80), "c", "d", "e", "f"];
    const idsOf = ({ Successful }: JsonObject) => (Successful as readonly JsonObject[]).map(({ Id }) => Id);
    assert.deepEqual(idsOf(await send(ids(...names))), names);
    assert.deepEqual(idsOf(await publish(ids(...names))), names);
  });

  it("is taken with just as many bytes as there may be", async () => {
    const Detail = JSON.stringify({ text: "x".repeat(MIB - 13) });
    const { FailedEntryCount } = await put([{ Source: "s", DetailType: "t", Detail }]);
    assert.deepEqual([Detail.length + 2, FailedEntryCount], [MIB, 0]);
    const { Failed } = await send([{ Id: "a", MessageBody: "x".repeat(MIB) }]);
    assert.deepEqual(Failed, []);
  });
});
