import type { MessageAttribute } from "../bus/message-attributes.ts";
import type { AsyncOutcome } from "./async-invocation.ts";

/** What a destination is told of an event ("Capturing records of Lambda asynchronous invocations"). */
export interface InvocationRecord {
  readonly version: "1.0";
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    /** With the alias or the version. */
    readonly functionArn: string;
    readonly condition: AsyncOutcome["condition"];
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  /** Left out, as is the payload, where no attempt has reached the function. */
  readonly responseContext?: {
    readonly statusCode: 200;
    readonly executedVersion: string;
    readonly functionError?: string;
  };
  readonly responsePayload?: unknown;
}

export interface RecordedEvent {
  readonly requestId: string;
  readonly functionArn: string;
  readonly executedVersion: string;
  readonly event: unknown;
  readonly nowMs: number;
}

export function invocationRecord(recorded: RecordedEvent, outcome: AsyncOutcome): InvocationRecord {
  const { requestId, functionArn, executedVersion, event, nowMs } = recorded;
  const { condition, attempts, answer } = outcome;
  return {
    version: "1.0",
    timestamp: new Date(nowMs).toISOString(),
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: attempts },
    requestPayload: event,
    ...(answer && {
      responseContext: {
        statusCode: 200,
        executedVersion,
        ...(answer.functionError !== undefined && { functionError: answer.functionError }),
      },
      responsePayload: answer.payload,
    }),
  };
}

/** What arrives at a destination: an event at a bus of EventBridge, the record itself anywhere else. */
export function destinationBody(destinationArn: string, record: InvocationRecord): unknown {
  if (!destinationArn.startsWith("arn:aws:events:")) return record;
  const result = record.requestContext.condition === "Success" ? "Success" : "Failure";
  return {
    source: "lambda",
    "detail-type": `Lambda Function Invocation Result - ${result}`,
    resources: [destinationArn, record.requestContext.functionArn],
    detail: record,
  };
}

const LONGEST_ERROR_MESSAGE_BYTES = 1024;

/** What a dead-letter queue is told beside the event ("Adding a dead-letter queue"). */
export function deadLetterAttributes(
  requestId: string,
  { answer }: AsyncOutcome,
): Readonly<Record<"RequestID" | "ErrorCode" | "ErrorMessage", MessageAttribute>> {
  const { errorMessage = "" } = (answer?.payload ?? { errorMessage: "Rate Exceeded." }) as {
    readonly errorMessage?: unknown;
  };
  const message = Buffer.from(String(errorMessage)).subarray(0, LONGEST_ERROR_MESSAGE_BYTES).toString();
  return {
    RequestID: { DataType: "String", StringValue: requestId },
    ErrorCode: { DataType: "Number", StringValue: answer === undefined ? "429" : "200" },
    ErrorMessage: { DataType: "String", StringValue: message },
  };
}
