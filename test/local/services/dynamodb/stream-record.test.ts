import assert from "node:assert/strict";
import { isChange } from "../../../../local/services/dynamodb/item-change.ts";
import { streamRecord } from "../../../../local/services/dynamodb/stream-record.ts";
import type { StreamDefinition } from "../../../../local/services/dynamodb/table-definition.ts";

const ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/news/stream/1970-01-01T00:00:00.000";
const KEY = { Id: { N: "101" } };
const NEW = { ...KEY, Message: { S: "New item!" } };
const CHANGED = { ...KEY, Message: { S: "This item has changed" } };
const AT = { region: "eu-west-1", nowMs: Date.UTC(2024, 1, 29, 12, 0, 0, 999), place: 7 };

describe("a record of a stream", () => {
  const record = (
    images: { before?: typeof NEW; after?: typeof NEW },
    viewType: StreamDefinition["viewType"] = "NEW_AND_OLD_IMAGES",
  ) => {
    const change = { key: KEY, before: images.before, after: images.after };
    return streamRecord(change, { arn: ARN, viewType }, AT);
  };

  it("is as Lambda hands it to a function", () => {
    assert.deepEqual(record({ before: NEW, after: CHANGED }), {
      eventID: "1fb3d0ae95dee3a335e97072185aeb0c",
      eventName: "MODIFY",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-west-1",
      dynamodb: {
        ApproximateCreationDateTime: 1_709_208_000,
        Keys: KEY,
        NewImage: CHANGED,
        OldImage: NEW,
        SequenceNumber: "100000000000000000007",
        SizeBytes: 59,
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
      eventSourceARN: ARN,
    });
  });

  it("says who deletes what has expired", () => {
    const definition = { arn: ARN, viewType: "KEYS_ONLY" } as const;
    const { eventName, userIdentity } = streamRecord(
      { key: KEY, before: NEW, after: undefined, isExpiry: true },
      definition,
      AT,
    );
    assert.deepEqual(
      [eventName, userIdentity],
      ["REMOVE", { type: "Service", principalId: "dynamodb.amazonaws.com" }],
    );
  });

  it("says what happened, and has the sizes of AWS's own example", () => {
    const records = [
      record({ after: NEW }),
      record({ before: NEW, after: CHANGED }),
      record({ before: CHANGED }),
    ];
    assert.deepEqual(
      records.map(({ eventName, dynamodb }) => [eventName, dynamodb.SizeBytes]),
      [
        ["INSERT", 26],
        ["MODIFY", 59],
        ["REMOVE", 38],
      ],
    );
  });

  it("has the images that the table asks for", () => {
    const images = (viewType: StreamDefinition["viewType"]) => {
      const { OldImage, NewImage } = record({ before: NEW, after: CHANGED }, viewType).dynamodb;
      return [OldImage, NewImage];
    };
    assert.deepEqual(images("KEYS_ONLY"), [undefined, undefined]);
    assert.deepEqual(images("NEW_IMAGE"), [undefined, CHANGED]);
    assert.deepEqual(images("OLD_IMAGE"), [NEW, undefined]);
    assert.deepEqual(images("NEW_AND_OLD_IMAGES"), [NEW, CHANGED]);
  });
});

describe("a write", () => {
  it("changes nothing where it puts what is there, and where it deletes what is not", () => {
    const same = { Message: { S: "New item!" }, Id: { N: "101" } };
    assert.equal(isChange({ key: KEY, before: NEW, after: same }), false);
    assert.equal(isChange({ key: KEY, before: undefined, after: undefined }), false);
    assert.equal(isChange({ key: KEY, before: NEW, after: CHANGED }), true);
    assert.equal(isChange({ key: KEY, before: undefined, after: NEW }), true);
    assert.equal(isChange({ key: KEY, before: NEW, after: undefined }), true);
  });
});
