import type { Executions } from "../app/executions.ts";
import type { FunctionCalls } from "../app/function-calls.ts";
import type { PendingWork } from "../app/pending-work.ts";
import type { EventRouter } from "../bus/event-router.ts";
import type { MessageQueues } from "../bus/message-queues.ts";
import type { WorkCount } from "../bus/work-count.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { DynamoDbService } from "./dynamodb/dynamodb-service.ts";
import { eventBridgeService } from "./event-bridge.ts";
import { lambdaService } from "./lambda.ts";
import type { Operation, Service } from "./service.ts";
import { snsService } from "./sns.ts";
import { sqsService } from "./sqs.ts";
import { stepFunctionsService } from "./step-functions.ts";
import type { Topics } from "./topics.ts";

export interface LocalServicesOptions {
  readonly place: LocalPlace;
  readonly queues: MessageQueues;
  readonly topics: Topics;
  readonly functions: FunctionCalls;
  readonly events: EventRouter;
  readonly tables: DynamoDbService;
  readonly tableStreams: Service;
  readonly executions: Executions;
  readonly workers: Readonly<Record<string, Operation>>;
  /** The host of queue URLs. Default: that of AWS. */
  readonly sqsEndpoint?: string;
  /** Counts work that nobody waits for. */
  readonly track: PendingWork["track"];
  /** Told of who waits for what others do. */
  readonly whileWaiting: WorkCount["whileWaiting"];
}

/** The services that the local run has itself, but for S3, which the SDK calls. */
export function localServices(options: LocalServicesOptions): readonly Service[] {
  const { place, functions, events } = options;
  return [
    sqsService(options),
    snsService(options.topics),
    eventBridgeService(events),
    stepFunctionsService(options),
    options.tables,
    options.tableStreams,
    lambdaService({ functions, place, track: options.track }),
  ];
}
