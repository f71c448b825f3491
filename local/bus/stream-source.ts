import { UserError } from "../../reporting/user-error.ts";
import { firstBlock } from "../synthesized/blocks.ts";
import { mappingUuid } from "../synthesized/computed-attributes.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";
import { type EventSource, enabledMappings, eventSourceOf } from "./event-source.ts";

/** The function that the stream of a table feeds ("Lambda parameters for Amazon DynamoDB event source mappings"). */
export interface StreamSource extends EventSource {
  /** Of the mapping. */
  readonly uuid: string;
  readonly streamArn: string;
  /** Whether a batch for which the function fails is handed over in two halves. */
  readonly isBisecting: boolean;
  /** Default: until a record is too old. */
  readonly maximumRetryAttempts?: number;
  /** Default: that of the stream, a day. */
  readonly maximumRecordAgeSeconds?: number;
  /** The queue, topic or bucket that is told what is given up. */
  readonly onFailureArn?: string;
  /** How many batches are handed over at once, each with the records of other items. */
  readonly parallelizationFactor: number;
  /** Of a mapping that keeps a state; undefined for others. */
  readonly tumblingWindowSeconds?: number;
}

/**
 * The mappings of a stack that are not disabled; those of other sources name no stream.
 *
 * @throws UserError for a FIFO queue or topic as failure destination, which AWS refuses
 */
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
  const onFailureArn = failureDestination(mapping);
  const windowSeconds = Number(attributes.tumbling_window_in_seconds ?? 0);
  return {
    ...eventSourceOf(mapping, { batchSize: 100 }),
    uuid: mappingUuid(String(attributes.function_name), String(attributes.event_source_arn)),
    streamArn: String(attributes.event_source_arn),
    isBisecting: attributes.bisect_batch_on_function_error === true,
    ...(retries !== undefined && { maximumRetryAttempts: retries }),
    ...(ageSeconds !== undefined && { maximumRecordAgeSeconds: ageSeconds }),
    ...(onFailureArn !== undefined && { onFailureArn }),
    parallelizationFactor: Number(attributes.parallelization_factor ?? 1),
    ...(windowSeconds > 0 && { tumblingWindowSeconds: windowSeconds }),
  };
}

function failureDestination({ address, attributes }: ResolvedResource): string | undefined {
  const destinations = firstBlock<DestinationConfig>(attributes.destination_config);
  const arn = firstBlock<{ destination_arn?: string }>(destinations?.on_failure)?.destination_arn;
  if (!arn?.endsWith(".fifo")) return arn;
  throw new UserError({
    at: address,
    expected: "a standard queue or topic as failure destination",
    found: arn,
    advice: "Name a standard one; AWS takes no FIFO queues and topics here.",
  });
}

/** -1 stands for no limit. */
function limitOf(value: unknown): number | undefined {
  return value === undefined || value === null || Number(value) < 0 ? undefined : Number(value);
}
