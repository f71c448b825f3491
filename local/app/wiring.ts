import { setImmediate } from "node:timers/promises";
import { consumeBatch } from "../bus/consume-batch.ts";
import { createEventRouter, type Delivery, type EventRouter, type SentEvent } from "../bus/event-router.ts";
import { createMessageQueues, type MessageQueues } from "../bus/message-queues.ts";
import { type SkippingClock, skippingClock } from "../bus/skipping-clock.ts";
import type { LambdaRuntime } from "../lambda/lambda-runtime.ts";
import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import type { Clock } from "../states/clock.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { createExecutions, type Execution } from "./executions.ts";
import { createFunctionCalls, type FunctionCalls } from "./function-calls.ts";
import { createPendingWork, type PendingWork } from "./pending-work.ts";
import { createTaskRunners } from "./task-runner.ts";

export interface WiringOptions {
  readonly stack: ResolvedStack;
  readonly place: LocalPlace;
  readonly specs: ReadonlyMap<string, LambdaSpec>;
  readonly runtime: LambdaRuntime;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called before each call of a function with its ARN; what it gives is called after. */
  readonly onCall?: (functionArn: string, event: unknown) => () => void;
}

/** The parts of a stack, connected as its rules, mappings and state machines say. */
export interface Wiring {
  readonly functions: FunctionCalls;
  readonly events: EventRouter;
  readonly queues: MessageQueues;
  /** Addresses of targets that are none of the stack's queues, buses, state machines and functions that run here. */
  readonly unreachable: readonly string[];
  /** The execution that a delivery started, if it went to a state machine. */
  executionOf(delivery: Delivery): Execution | undefined;
  /** Resolves once every event is delivered and every batch is handed over. */
  settle(): Promise<void>;
}

export function wire({ stack, place, specs, runtime, signal, onCall, ...options }: WiringOptions): Wiring {
  const clock = skippingClock(options.clock);
  const work = createPendingWork();
  const executionsByDelivery = new WeakMap<Delivery, Execution>();
  const { nowMs } = clock;

  const isReachable = (arn: string) =>
    functions.runs(arn) || [executions, queues, events].some((receivers) => receivers.has(arn));

  const deliver = (delivery: Delivery): void => {
    const { targetArn, input } = delivery;
    if (executions.has(targetArn)) {
      const execution = executions.start(targetArn, input);
      executionsByDelivery.set(delivery, execution);
      work.track(execution.result);
    } else if (functions.runs(targetArn)) {
      work.track(functions.callAsync(targetArn, input));
    } else if (queues.has(targetArn)) {
      queues.send(targetArn, input);
    } else if (events.has(targetArn)) {
      events.put(targetArn, input as SentEvent);
    }
  };

  const events = createEventRouter(stack, { ...place, nowMs, deliver });
  const sendToQueue = (queueArn: string, body: unknown) => {
    if (queues.has(queueArn)) queues.send(queueArn, body);
  };
  const functions = createFunctionCalls(stack, {
    runtime,
    specs,
    nowMs,
    sendToQueue,
    ...(onCall && { onCall }),
  });
  const queues = createMessageQueues(stack, {
    ...place,
    clock,
    signal,
    consume: (source, records) => work.track(consumeBatch(functions, source, records)),
    isLeftOut: (functionArn) => functions.has(functionArn) && !functions.runs(functionArn),
  });
  const createTaskRunner = createTaskRunners(functions, events);
  const executions = createExecutions(stack, { clock, createTaskRunner, signal });

  return {
    functions,
    events,
    queues,
    unreachable: stack
      .ofType("aws_cloudwatch_event_target")
      .filter(({ attributes }) => !isReachable(String(attributes.arn)))
      .map(({ address }) => address),
    executionOf: (delivery) => executionsByDelivery.get(delivery),
    settle: () => settle(work, clock),
  };
}

/** Also what failed lets the others be done; then the first failure is told. */
async function settle(work: PendingWork, clock: SkippingClock): Promise<void> {
  const failures: unknown[] = [];
  do await work.done().catch((error) => failures.push(error));
  while (await skipped(clock));
  if (failures.length > 0) throw failures[0];
}

/** Skips what nothing but time is left of; gives those who slept the turn in which they begin their work. */
async function skipped(clock: SkippingClock): Promise<boolean> {
  const isSkipped = clock.skip();
  if (isSkipped) await setImmediate();
  return isSkipped;
}
