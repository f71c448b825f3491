import { firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";
import { type EventSource, enabledMappings, eventSourceOf } from "./event-source.ts";

/** The function that a queue feeds. */
export interface QueueSource extends EventSource {
  readonly queueArn: string;
  /** Batches that it gets at the same time. */
  readonly maximumConcurrency: number;
}

/** The mappings of a stack that are not disabled; those of other sources name no queue. */
export function readQueueSources(stack: ResolvedStack): readonly QueueSource[] {
  return enabledMappings(stack).map(sourceOf);
}

function sourceOf(mapping: ResolvedResource): QueueSource {
  const { attributes } = mapping;
  const scaling = firstBlock<{ maximum_concurrency?: number }>(attributes.scaling_config);
  return {
    ...eventSourceOf(mapping, { batchSize: 10 }),
    queueArn: String(attributes.event_source_arn),
    maximumConcurrency: scaling?.maximum_concurrency ?? Number.POSITIVE_INFINITY,
  };
}
