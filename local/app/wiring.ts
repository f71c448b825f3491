import { ignoreRefusal } from "../bus/aws-error.ts";
import { consumeBatch } from "../bus/consume-batch.ts";
import { consumeStreamBatch } from "../bus/consume-stream-batch.ts";
import { createDeliverer, type UndeliveredEvent } from "../bus/deliverer.ts";
import type { Delivery } from "../bus/delivery.ts";
import { createEventRouter, type EventRouter } from "../bus/event-router.ts";
import { createEventTargets, type DeliveredExecution } from "../bus/event-targets.ts";
import { failingRuntime } from "../bus/failing-runtime.ts";
import { createLogGroups } from "../bus/log-groups.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import { createMessageQueues, type MessageQueues } from "../bus/message-queues.ts";
import { createShuffler } from "../bus/shuffler.ts";
import { skippingClock } from "../bus/skipping-clock.ts";
import { createTableStreams } from "../bus/table-streams.ts";
import type { WorkCount } from "../bus/work-count.ts";
import { countedService } from "../services/counted-service.ts";
import { dynamoDbService } from "../services/dynamodb/dynamodb-service.ts";
import { localServices } from "../services/local-services.ts";
import type { Service } from "../services/service.ts";
import { createServiceCalls } from "../services/service-calls.ts";
import { taskWorkers } from "../services/task-workers.ts";
import { createTopics } from "../services/topics.ts";
import { createActivities } from "../states/activities.ts";
import { seededRandom } from "../states/seeded-random.ts";
import { createTaskTokens } from "../states/task-tokens.ts";
import { countedCalls } from "./counted-calls.ts";
import { createDestinations } from "./destinations.ts";
import { createExecutions } from "./executions.ts";
import { createFunctionCalls, type FunctionCalls } from "./function-calls.ts";
import { createIdleSteps, type IdleSteps } from "./idle-steps.ts";
import { createPendingWork } from "./pending-work.ts";
import { settle } from "./settle.ts";
import { createStrandedExecutions, type StrandedExecution } from "./stranded-executions.ts";
import { createTaskRunners } from "./task-runner.ts";
import { unreachable } from "./unreachable.ts";
import type { WiringOptions } from "./wiring-options.ts";

const NOTHING_NAMED = { endpoints: {}, canned: {}, projectFolder: "." };

/** The parts of a stack, connected as its rules, mappings and state machines say. */
export interface Wiring extends Pick<IdleSteps, "whenIdle" | "beforeStranding"> {
  readonly functions: FunctionCalls;
  readonly events: EventRouter;
  readonly queues: MessageQueues;
  /** For the SDKs of functions. */
  readonly services: readonly Service[];
  /** Addresses of targets that are none of the stack's queues, buses, log groups, state machines and functions that run here, and of mappings whose source is none. */
  readonly unreachable: readonly string[];
  /** What no retry could deliver so far. */
  readonly undelivered: readonly UndeliveredEvent[];
  /** What was ended since nothing was left to send its token. */
  readonly stranded: readonly StrandedExecution[];
  /** The executions that a delivery starts, if it goes to a state machine: two where events are duplicated. */
  executionsOf(delivery: Delivery): readonly DeliveredExecution[];
  /** Runs work of the caller's own; no time is skipped by itself meanwhile. */
  readonly atWork: WorkCount["during"];
  /** Sets off all schedules after one moment and up to another, in milliseconds since 1970, and lets each be done. */
  runSchedules(fromMs: number, toMs: number): Promise<void>;
  /**
   * Resolves once every event is delivered and every batch is handed over. What only time is missing for (a batching
   * window, a visibility timeout, a retry) is not waited for: the clock skips to it. Items of tables whose time has passed by
   * then are deleted.
   */
  settle(): Promise<void>;
}

/** @throws UserError for a schedule that EventBridge refuses, and for faults of a function that is not there. */
export function wire(options: WiringOptions): Wiring {
  const { stack, place, specs, signal, onCall, onLogGroup = () => {}, faults = {} } = options;
  const idle = createIdleSteps(options);
  const clock = skippingClock(options.clock, () => idle.take(clock, stranded));
  const work = createPendingWork();
  const { nowMs } = clock;
  const shuffler =
    faults.shuffleEvents && createShuffler(seededRandom(faults.shuffleEvents.seed), clock, signal);

  const calls = createFunctionCalls(stack, {
    runtime: faults.failures ? failingRuntime(options.runtime, stack, faults.failures) : options.runtime,
    specs,
    nowMs,
    signal,
    sendToQueue: (queueArn, body, attributes) => void sendIfThere(queueArn, body, attributes),
    sendToDestination: (arn, body, more) => sendToDestination(arn, body, more),
    ...(onCall && { onCall }),
  });
  const functions = countedCalls(calls, clock);
  const isLeftOut = (functionArn: string) => functions.has(functionArn) && !functions.runs(functionArn);
  const queues = createMessageQueues(stack, {
    ...place,
    clock,
    signal,
    consume: (source, records) => work.track(consumeBatch(functions, source, records)),
    isLeftOut,
    faults: {
      isDuplicating: faults.duplicateEvents === true,
      ...(shuffler && { shuffle: shuffler.shuffle }),
    },
  });
  const sendIfThere = (queueArn: string, body: unknown, attributes: MessageAttributes = {}): boolean => {
    if (queues.has(queueArn)) queues.send(queueArn, body, { attributes });
    return queues.has(queueArn);
  };
  const topics = createTopics(stack, { queues, functions, nowMs, track: work.track });
  const sendToDestination = createDestinations({
    topics,
    nowMs,
    sendEvent: (busArn, event) => events.has(busArn) && events.put(busArn, event),
    sendToQueue: sendIfThere,
    putObject: (bucket, key, body) => clock.during(async () => options.putObject?.(bucket, key, body)),
  });
  const streams = createTableStreams(stack, {
    ...place,
    clock,
    signal,
    consume: (...batch) => work.track(consumeStreamBatch(functions, ...batch)),
    isLeftOut,
    sendDiscarded: (arn, record, folder) => {
      work.track(sendToDestination(arn, record, { folder }).catch(ignoreRefusal)).catch(() => {});
    },
    isDuplicating: faults.duplicateEvents === true,
  });
  const deliverer = createDeliverer({
    clock,
    signal,
    work,
    prepare: (delivery) => targets.prepare(delivery),
    sendMessage: sendIfThere,
    copies: faults.duplicateEvents ? 2 : 1,
    ...(shuffler && { begin: shuffler.hold }),
  });
  const events = createEventRouter(stack, {
    ...place,
    nowMs,
    deliver: deliverer.deliver,
    onUndeliverable: deliverer.reject,
  });
  const tokens = createTaskTokens();
  const activities = createActivities(stack.ofType("aws_sfn_activity").map(({ arn }) => arn));
  const executions = createExecutions(stack, {
    clock,
    signal,
    tokens,
    activities,
    onWait: clock.look,
    createTaskRunner: (execution) => createTaskRunner(execution),
  });
  const stranded = createStrandedExecutions(executions);
  const tables = dynamoDbService(stack, nowMs, streams.write);
  const services = localServices({
    place,
    queues,
    topics,
    functions,
    events,
    tables,
    tableStreams: streams.service,
    executions,
    workers: taskWorkers({ tokens, activities, clock }),
    track: work.track,
    whileWaiting: clock.whileWaiting,
    ...(options.calls?.sqsEndpoint && { sqsEndpoint: options.calls.sqsEndpoint }),
  });
  const { region } = place;
  const serviceCalls = createServiceCalls({ ...NOTHING_NAMED, ...options.calls, services, region, clock });
  const createTaskRunner = createTaskRunners(functions, events, serviceCalls);
  const logGroups = createLogGroups(stack, onLogGroup);
  const targets = createEventTargets({
    place,
    functions,
    executions,
    queues,
    topics,
    logGroups,
    events,
    work,
  });
  /** What has expired goes once all else is done: until then it is read, as in AWS for up to a few days. */
  const settleAll = async () => {
    do await settle(work, clock);
    while (tables.expire() > 0);
  };

  return {
    functions,
    events,
    queues,
    services: services.map((service) => countedService(service, clock)),
    unreachable: unreachable(stack, { queues, targets }),
    undelivered: deliverer.undelivered,
    stranded: stranded.ended,
    executionsOf: targets.executionsOf,
    atWork: clock.during,
    whenIdle: idle.whenIdle,
    beforeStranding: idle.beforeStranding,
    async runSchedules(fromMs, toMs) {
      for (const { rule, atMs } of events.firings(fromMs, toMs)) {
        clock.skipTo(atMs);
        events.fire(rule, atMs);
        await settleAll();
      }
    },
    settle: settleAll,
  };
}
