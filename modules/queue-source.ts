import type { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";
import { addressOf, named } from "./address.ts";
import { awsModule } from "./aws-module.ts";
import { freeId } from "./free-id.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import type { Queue } from "./queue.ts";
import { wholeNumber } from "./whole-number.ts";

export interface QueueSourceProps {
  readonly queue: Queue;
  readonly function: LambdaFunction;
  /** Messages handed over at once, 1 to 10000. Default: 10. */
  readonly batchSize?: number;
  /** How long a batch may fill up, 0 to 300; at least 1 for batches over 10. Default: 0. */
  readonly maxBatchingSeconds?: number;
  readonly provider?: TerraformProvider;
}

/**
 * Feeds a function from a queue in batches. The function answers which messages failed (`batchItemFailures`); only
 * those come again, and go to the queue's dead-letter queue in the end.
 */
export class QueueSource extends Construct {
  readonly resource: LambdaEventSourceMapping;

  constructor(scope: Construct, id: string, props: QueueSourceProps) {
    super(scope, freeId(scope, id));
    const { queue, batchSize = 10, maxBatchingSeconds = 0 } = props;
    wholeNumber(this, "batchSize", batchSize, { min: 1, max: 10_000 });
    wholeNumber(this, "maxBatchingSeconds", maxBatchingSeconds, { min: batchSize > 10 ? 1 : 0, max: 300 });
    this.#checkVisibility(props);
    props.function.role.grant(...queue.consuming());
    const { LambdaEventSourceMapping } = awsModule("lambda-event-source-mapping");
    this.resource = named(
      addressOf(this),
      new LambdaEventSourceMapping(this, "mapping", {
        eventSourceArn: queue.arn,
        functionName: props.function.arn,
        batchSize,
        maximumBatchingWindowInSeconds: maxBatchingSeconds,
        functionResponseTypes: ["ReportBatchItemFailures"],
        dependsOn: [props.function.role.policy],
        ...(props.provider && { provider: props.provider }),
      }),
    );
  }

  /** "Configuring a queue to use with Lambda". */
  #checkVisibility({ queue, function: fn, maxBatchingSeconds = 0 }: QueueSourceProps): void {
    const neededSeconds = fn.timeoutSeconds * 6 + maxBatchingSeconds;
    if (queue.visibilityTimeoutSeconds >= neededSeconds) return;
    throw new UserError({
      at: this.node.path,
      expected: `a visibilityTimeoutSeconds of at least ${neededSeconds}, six times the function's timeout and the batching window`,
      found: `${queue.visibilityTimeoutSeconds} on ${queue.node.path}`,
      advice: "A shorter one hands out messages again while the function still works on them: raise it.",
    });
  }
}
