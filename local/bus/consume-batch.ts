import type { FunctionCalls } from "../app/function-calls.ts";
import { TooManyRequestsError } from "../lambda/reserved-concurrency.ts";
import type { QueueSource } from "./queue-source.ts";
import type { SqsRecord } from "./sqs-record.ts";

/**
 * Hands a batch to a function and gives the ids of the messages that have to come again: all where the function failed or
 * its answer cannot be read, else those it named ("Implementing partial batch responses"). Of a FIFO queue too: there
 * the function has to name the messages after the first failure itself.
 */
export async function consumeBatch(
  functions: FunctionCalls,
  { functionArn, isReportingItems }: QueueSource,
  records: readonly SqsRecord[],
): Promise<readonly string[]> {
  const all = records.map(({ messageId }) => messageId);
  try {
    const { payload, functionError } = await functions.call(functionArn, { Records: records });
    if (functionError !== undefined) return all;
    return isReportingItems ? failedItems(payload, all) : [];
  } catch (error) {
    if (error instanceof TooManyRequestsError) return all; // they come again like others, and are counted
    throw error;
  }
}

/** Nothing named is success; a list that is none, or that names what is not in the batch, says that all failed. */
function failedItems(payload: unknown, all: readonly string[]): readonly string[] {
  const { batchItemFailures: failures } = (payload ?? {}) as { batchItemFailures?: unknown };
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return all;
  const named = failures.map((failure) => failure?.itemIdentifier);
  return named.every((id) => all.includes(id)) ? named : all;
}
