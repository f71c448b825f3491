import type { FunctionCalls } from "../app/function-calls.ts";
import { TooManyRequestsError } from "../lambda/reserved-concurrency.ts";
import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import type { StreamAnswer, StreamOutcome } from "./stream-batch.ts";
import type { StreamSource } from "./stream-source.ts";
import type { WindowFields } from "./tumbling-window.ts";

/** Hands the records of a table's stream to a function; with a window, its answer has to give the state. */
export async function consumeStreamBatch(
  functions: FunctionCalls,
  { functionArn, isReportingItems }: StreamSource,
  records: readonly StreamRecord[],
  window?: WindowFields,
): Promise<StreamOutcome> {
  try {
    const event = { Records: records, ...window };
    const { payload, functionError, requestId } = await functions.call(functionArn, event);
    const answer = {
      requestId,
      executedVersion: functions.versionOf(functionArn),
      ...(functionError !== undefined && { functionError }),
    };
    const state = window && stateOf(payload);
    if (functionError !== undefined || (window && state === undefined)) return { kind: "failed", answer };
    const outcome = isReportingItems ? reported(payload, records, answer) : ({ kind: "done" } as const);
    return state === undefined || outcome.kind === "failed" ? outcome : { ...outcome, state };
  } catch (error) {
    if (error instanceof TooManyRequestsError) return { kind: "throttled" };
    throw error;
  }
}

function stateOf(payload: unknown): unknown {
  return ((payload ?? {}) as { readonly state?: unknown }).state ?? undefined;
}

/**
 * Nothing named is success; of several records the first one counts. A list that is none, or that names what is not in the
 * batch, says that all failed.
 */
function reported(
  payload: unknown,
  records: readonly StreamRecord[],
  answer: StreamAnswer,
): Exclude<StreamOutcome, { kind: "throttled" }> {
  const { batchItemFailures: failures } = (payload ?? {}) as { batchItemFailures?: unknown };
  if (failures === undefined || failures === null) return { kind: "done" };
  if (!Array.isArray(failures)) return { kind: "failed", answer };
  if (failures.length === 0) return { kind: "done" };
  const places = failures.map((failure) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === failure?.itemIdentifier),
  );
  return places.includes(-1)
    ? { kind: "failed", answer }
    : { kind: "stopped", at: Math.min(...places), answer };
}
