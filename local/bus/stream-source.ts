import { firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";
import { type EventSource, enabledMappings, eventSourceOf } from "./event-source.ts";

/** The function that the stream of a table feeds ("Lambda parameters for Amazon DynamoDB event source mappings"). */
export interface StreamSource extends EventSource {
  readonly streamArn: string;
  /** Whether a batch for which the function fails is handed over in two halves. */
  readonly isBisecting: boolean;
  /** Default: until a record is too old. */
  readonly maximumRetryAttempts?: number;
  /** Default: that of the stream, a day. */
  readonly maximumRecordAgeSeconds?: number;
  /** The queue or topic that is told what is given up. */
  readonly onFailureArn?: string;
}

/** The mappings of a stack that are not disabled; those of other sources name no stream. */
export function readStreamSources(stack: ResolvedStack): readonly StreamSource[] {
  return enabledMappings(stack).map(sourceOf);
}

interface DestinationConfig {
  readonly on_failure?: unknown;
}

function sourceOf(mapping: ResolvedResource): StreamSource {
  const { attributes } = mapping;
  const retries = limitOf(attributes.maximum_retry_attempts);
  const ageSeconds = limitOf(attributes.maximum_record_age_in_seconds);
  const destinations = firstBlock<DestinationConfig>(attributes.destination_config);
  const onFailure = firstBlock<{ destination_arn?: string }>(destinations?.on_failure);
  return {
    ...eventSourceOf(mapping, { batchSize: 100 }),
    streamArn: String(attributes.event_source_arn),
    isBisecting: attributes.bisect_batch_on_function_error === true,
    ...(retries !== undefined && { maximumRetryAttempts: retries }),
    ...(ageSeconds !== undefined && { maximumRecordAgeSeconds: ageSeconds }),
    ...(onFailure?.destination_arn !== undefined && { onFailureArn: onFailure.destination_arn }),
  };
}

/** -1 stands for no limit. */
function limitOf(value: unknown): number | undefined {
  return value === undefined || value === null || Number(value) < 0 ? undefined : Number(value);
}
