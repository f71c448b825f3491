import assert from "node:assert/strict";
import {
  deadLetterAttributes,
  destinationBody,
  invocationRecord,
} from "../../../local/app/invocation-record.ts";

const RECORDED = {
  requestId: "request-1",
  functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:work:$LATEST",
  executedVersion: "$LATEST",
  event: { id: 7 },
  nowMs: Date.UTC(2024, 1, 29, 12),
};
const FAILED = {
  requestId: "request-1",
  durationMs: 1,
  isColdStart: false,
  maxRssMb: 40,
  functionError: "Unhandled",
};

describe("the record of an asynchronous invocation", () => {
  it("has no response where no attempt has reached the function", () => {
    assert.deepEqual(invocationRecord(RECORDED, { condition: "EventAgeExceeded", attempts: 0 }), {
      version: "1.0",
      timestamp: "2024-02-29T12:00:00.000Z",
      requestContext: {
        requestId: "request-1",
        functionArn: RECORDED.functionArn,
        condition: "EventAgeExceeded",
        approximateInvokeCount: 0,
      },
      requestPayload: { id: 7 },
    });
  });

  it("arrives at a bus as the event of a failure", () => {
    const bus = "arn:aws:events:eu-west-1:123456789012:event-bus/app";
    const record = invocationRecord(RECORDED, { condition: "ZeroReservedConcurrency", attempts: 0 });
    assert.deepEqual(destinationBody(bus, record), {
      source: "lambda",
      "detail-type": "Lambda Function Invocation Result - Failure",
      resources: [bus, RECORDED.functionArn],
      detail: record,
    });
  });
});

describe("the attributes of a message for a dead-letter queue", () => {
  it("cut the error's message off after 1 KB", () => {
    const answer = { ...FAILED, payload: { errorMessage: "x".repeat(2000) } };
    const { ErrorMessage } = deadLetterAttributes("request-1", {
      condition: "RetriesExhausted",
      attempts: 3,
      answer,
    });
    assert.equal(ErrorMessage.StringValue, "x".repeat(1024));
  });

  it("tell of a function that was never reached", () => {
    assert.deepEqual(deadLetterAttributes("request-1", { condition: "EventAgeExceeded", attempts: 0 }), {
      RequestID: { DataType: "String", StringValue: "request-1" },
      ErrorCode: { DataType: "Number", StringValue: "429" },
      ErrorMessage: { DataType: "String", StringValue: "Rate Exceeded." },
    });
  });
});
