import type { FunctionCalls } from "./function-calls.ts";
import type { QueueSource, SqsRecord } from "./message-queues.ts";

interface BatchAnswer {
  readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[] | null;
}

/**
 * Hands a batch to a function and gives the ids of the messages that have to come again: all where the function failed or
 * named a message that is not in the batch, else those it named ("Implementing partial batch responses").
 */
export async function consumeBatch(
  functions: FunctionCalls,
  { functionArn, isReportingItems }: QueueSource,
  records: readonly SqsRecord[],
): Promise<readonly string[]> {
  const all = records.map(({ messageId }) => messageId);
  const { payload, functionError } = await functions.call(functionArn, { Records: records });
  if (functionError !== undefined) return all;
  if (!isReportingItems) return [];
  const { batchItemFailures } = (payload ?? {}) as BatchAnswer;
  const named = (batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? "");
  return named.every((id) => all.includes(id)) ? named : all;
}
