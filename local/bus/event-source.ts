import { blocksOf, firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";

/** What all mappings of sources to functions have ("CreateEventSourceMapping" in the AWS Lambda API Reference). */
export interface EventSource {
  readonly functionArn: string;
  /** The most messages or records that it gets at once. */
  readonly batchSize: number;
  /** How long a batch may fill up. */
  readonly batchingWindowSeconds: number;
  /** Whether its answer says which of them failed. */
  readonly isReportingItems: boolean;
  /** Event patterns, of which one has to be met; undefined where everything is taken. */
  readonly filters: readonly unknown[] | undefined;
}

/** The mappings of a stack that are not disabled, whatever their sources are. */
export function enabledMappings(stack: ResolvedStack): readonly ResolvedResource[] {
  return stack
    .ofType("aws_lambda_event_source_mapping")
    .filter(({ attributes }) => attributes.enabled !== false);
}

export function eventSourceOf(
  { attributes }: ResolvedResource,
  defaults: Pick<EventSource, "batchSize">,
): EventSource {
  const { function_response_types: responseTypes } = attributes;
  return {
    functionArn: String(attributes.function_name),
    batchSize: Number(attributes.batch_size ?? defaults.batchSize),
    batchingWindowSeconds: Number(attributes.maximum_batching_window_in_seconds ?? 0),
    isReportingItems: Array.isArray(responseTypes) && responseTypes.includes("ReportBatchItemFailures"),
    filters: filtersOf(attributes.filter_criteria),
  };
}

function filtersOf(criteria: unknown): readonly unknown[] | undefined {
  const filters = blocksOf<{ pattern: string }>(firstBlock<{ filter?: unknown }>(criteria)?.filter);
  return filters.length === 0 ? undefined : filters.map(({ pattern }) => JSON.parse(pattern));
}
