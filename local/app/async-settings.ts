import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import { firstBlock } from "../synthesized/blocks.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/** What happens to an event that a function is called with asynchronously. */
export interface AsyncSettings {
  /** After the first attempt. Default: 2. */
  readonly retries: number;
  /** Default: that of 6 hours. */
  readonly maxAgeMs: number;
  /** ARNs. */
  readonly onSuccess?: string | undefined;
  readonly onFailure?: string | undefined;
  readonly deadLetter?: string | undefined;
}

const DEFAULT_RETRIES = 2;
const DEFAULT_MAX_AGE_SECONDS = 21_600;

interface DestinationConfig {
  readonly on_success?: unknown;
  readonly on_failure?: unknown;
}

/**
 * Those of the function, version or alias that is called: an alias does not have what is configured for the function
 * ("Configuring error handling settings for Lambda asynchronous invocations"). The dead-letter queue is the function's.
 */
export function asyncSettings(stack: ResolvedStack, spec: LambdaSpec): AsyncSettings {
  const qualifier = qualifierOf(spec);
  const config = stack
    .ofType("aws_lambda_function_event_invoke_config")
    .map(({ attributes }) => attributes)
    .find(
      ({ function_name: name, qualifier: configured }) =>
        (name === spec.name || name === spec.arn) && (configured || "$LATEST") === qualifier,
    );
  const declared = stack
    .ofType("aws_lambda_function")
    .find(({ attributes }) => attributes.function_name === spec.name)?.attributes;
  const destinations = firstBlock<DestinationConfig>(config?.destination_config);
  const deadLetters = firstBlock<{ readonly target_arn?: string }>(declared?.dead_letter_config);
  return {
    retries: Number(config?.maximum_retry_attempts ?? DEFAULT_RETRIES),
    maxAgeMs: Number(config?.maximum_event_age_in_seconds ?? DEFAULT_MAX_AGE_SECONDS) * 1000,
    onSuccess: destinationOf(destinations?.on_success),
    onFailure: destinationOf(destinations?.on_failure),
    deadLetter: deadLetters?.target_arn,
  };
}

function destinationOf(block: unknown): string | undefined {
  return firstBlock<{ readonly destination?: string }>(block)?.destination;
}

/** The alias's name, or `$LATEST`. */
function qualifierOf({ invokedArn = "" }: LambdaSpec): string {
  return invokedArn.split(":")[7] ?? "$LATEST";
}
