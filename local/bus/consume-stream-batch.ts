import type { FunctionCalls } from "../app/function-calls.ts";
import { TooManyRequestsError } from "../lambda/reserved-concurrency.ts";
import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import type { StreamAnswer, StreamOutcome } from "./stream-batch.ts";
import type { StreamSource } from "./stream-source.ts";

/** Hands the records of a table's stream to a function. */
export async function consumeStreamBatch(
  functions: FunctionCalls,
  { functionArn, isReportingItems }: StreamSource,
  records: readonly StreamRecord[],
): Promise<StreamOutcome> {
  try {
    const event = { Records: records };
    const { payload, functionError, requestId } = await functions.call(functionArn, event);
    const answer = {
      requestId,
      executedVersion: functions.versionOf(functionArn),
      ...(functionError !== undefined && { functionError }),
    };
    if (functionError !== undefined) return { kind: "failed", answer };
    return isReportingItems ? reported(payload, records, answer) : { kind: "done" };
  } catch (error) {
    if (error instanceof TooManyRequestsError) return { kind: "throttled" };
    throw error;
  }
}

/**
 * Nothing named is success; of several records the first one counts. A list that is none, or that names what is not in the
 * batch, says that all failed.
 */
function reported(payload: unknown, records: readonly StreamRecord[], answer: StreamAnswer): StreamOutcome {
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
