import { type Executions, type FinishedExecution, noStateMachine } from "../app/executions.ts";
import type { FunctionCalls } from "../app/function-calls.ts";
import type { PendingWork } from "../app/pending-work.ts";
import { functionNotFound } from "../services/lambda.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import { AwsError, noSuchQueue } from "./aws-error.ts";
import type { SentEvent } from "./bus-event.ts";
import type { TargetCall } from "./deliverer.ts";
import type { Delivery } from "./delivery.ts";
import type { EventRouter } from "./event-router.ts";
import type { LogGroups } from "./log-groups.ts";
import type { MessageQueues } from "./message-queues.ts";

/** An execution that a delivery starts. */
export interface DeliveredExecution {
  readonly stateMachineArn: string;
  /** Rejects where it could not be started. */
  readonly result: Promise<FinishedExecution>;
}

export interface EventTargetsOptions {
  readonly place: LocalPlace;
  readonly functions: FunctionCalls;
  readonly executions: Executions;
  readonly queues: MessageQueues;
  readonly logGroups: LogGroups;
  readonly topics: {
    isStandard(topicArn: string): boolean;
    publish(topicArn: string, input: { readonly Message: string }): unknown;
  };
  readonly events: Pick<EventRouter, "has" | "put">;
  readonly work: PendingWork;
}

/** What rules can send events to. */
export interface EventTargets {
  /** Whether it is one of the stack that can be called here. */
  reaches(targetArn: string): boolean;
  prepare(delivery: Delivery): TargetCall;
  /** The executions that a delivery starts, if it goes to a state machine: several where events are duplicated. */
  executionsOf(delivery: Delivery): readonly DeliveredExecution[];
}

export function createEventTargets(options: EventTargetsOptions): EventTargets {
  const { place, functions, executions, queues, topics, logGroups, events, work } = options;
  const started = new WeakMap<Delivery, DeliveredExecution[]>();

  const startExecution = (delivery: Delivery): TargetCall => {
    const { targetArn: stateMachineArn, input } = delivery;
    const { promise: result, resolve, reject } = deferred<FinishedExecution>();
    started.set(delivery, [...(started.get(delivery) ?? []), { stateMachineArn, result }]);
    return {
      async attempt() {
        resolve(work.track(executions.start(stateMachineArn, input).result));
      },
      giveUp: reject,
    };
  };

  const call = async ({ targetArn, target, input, text, isForwarded }: Delivery): Promise<void> => {
    if (functions.runs(targetArn)) await functions.callAsync(targetArn, input);
    else if (queues.has(targetArn)) {
      const { messageGroupId: groupId } = target;
      queues.send(targetArn, text, groupId === undefined ? {} : { groupId });
    } else if (topics.isStandard(targetArn)) {
      topics.publish(targetArn, { Message: text });
    } else if (events.has(targetArn)) {
      // "EventBridge can't route events received from a sender event bus to a third event bus."
      if (!isForwarded) events.put(targetArn, input as SentEvent, { isForwarded: true });
    } else if (logGroups.has(targetArn)) logGroups.write(targetArn, text);
    else if (!functions.has(targetArn)) refuseMissing(targetArn, place);
  };

  return {
    reaches: (arn) =>
      functions.runs(arn) ||
      topics.isStandard(arn) ||
      [executions, queues, events, logGroups].some((targets) => targets.has(arn)),
    prepare: (delivery) =>
      executions.has(delivery.targetArn)
        ? startExecution(delivery)
        : { attempt: () => call(delivery), giveUp: () => {} },
    executionsOf: (delivery) => started.get(delivery) ?? [],
  };
}

/**
 * What belongs to the account of the run would be in the stack if it were there. Targets of other accounts and services
 * are left out: the run names them when it starts.
 */
function refuseMissing(arn: string, place: LocalPlace): void {
  const [, , service, ofRegion, ofAccount, ...resource] = arn.split(":");
  if (ofRegion !== place.region || ofAccount !== place.accountId) return;
  const name = resource.join(":");
  if (service === "lambda") throw functionNotFound(arn, place);
  if (service === "sqs") throw noSuchQueue();
  if (service === "states" && name.startsWith("stateMachine:")) throw noStateMachine(arn);
  if (service === "events" && name.startsWith("event-bus/")) {
    throw new AwsError("ResourceNotFoundException", `Event bus ${name.slice(10)} does not exist.`);
  }
}

function deferred<Value>() {
  let resolve: (value: Value | Promise<Value>) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever looks at it is told; nobody has to.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
