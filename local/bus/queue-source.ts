import { blocksOf, firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";

/** The function that a queue feeds ("CreateEventSourceMapping" in the AWS Lambda API Reference). */
export interface QueueSource {
  readonly queueArn: string;
  readonly functionArn: string;
  /** The most messages that it gets at once. */
  readonly batchSize: number;
  /** How long a batch may fill up. */
  readonly batchingWindowSeconds: number;
  /** Whether its answer says which messages failed. */
  readonly isReportingItems: boolean;
  /** Event patterns, of which a message takes one; undefined where every message is taken. */
  readonly filters: readonly unknown[] | undefined;
  /** Batches that it gets at the same time. */
  readonly maximumConcurrency: number;
}

/** The mappings of a stack that are not disabled. */
export function readQueueSources(stack: ResolvedStack): readonly QueueSource[] {
  return stack
    .ofType("aws_lambda_event_source_mapping")
    .filter(({ attributes }) => attributes.enabled !== false)
    .map(sourceOf);
}

function sourceOf({ attributes }: ResolvedResource): QueueSource {
  const { function_response_types: responseTypes } = attributes;
  const scaling = firstBlock<{ maximum_concurrency?: number }>(attributes.scaling_config);
  return {
    queueArn: String(attributes.event_source_arn),
    functionArn: String(attributes.function_name),
    batchSize: Number(attributes.batch_size ?? 10),
    batchingWindowSeconds: Number(attributes.maximum_batching_window_in_seconds ?? 0),
    isReportingItems: Array.isArray(responseTypes) && responseTypes.includes("ReportBatchItemFailures"),
    filters: filtersOf(attributes.filter_criteria),
    maximumConcurrency: scaling?.maximum_concurrency ?? Number.POSITIVE_INFINITY,
  };
}

function filtersOf(criteria: unknown): readonly unknown[] | undefined {
  const filters = blocksOf<{ pattern: string }>(firstBlock<{ filter?: unknown }>(criteria)?.filter);
  return filters.length === 0 ? undefined : filters.map(({ pattern }) => JSON.parse(pattern));
}
