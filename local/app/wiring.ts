import { UserError } from "../../reporting/user-error.ts";
import type { LambdaRuntime } from "../lambda/lambda-runtime.ts";
import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import type { Clock } from "../states/clock.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { createEventRouter, type Delivery, type EventRouter } from "./event-router.ts";
import { createExecutions, type Execution } from "./executions.ts";
import { createFunctionCalls, type FunctionCalls } from "./function-calls.ts";
import { createMessageQueues, type MessageQueues } from "./message-queues.ts";
import { createPendingWork } from "./pending-work.ts";
import { createTaskRunners } from "./task-runner.ts";

export interface WiringOptions {
  readonly stack: ResolvedStack;
  readonly place: LocalPlace;
  readonly specs: ReadonlyMap<string, LambdaSpec>;
  readonly runtime: LambdaRuntime;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The parts of a stack, connected as its rules, mappings and state machines say. */
export interface Wiring {
  readonly functions: FunctionCalls;
  readonly events: EventRouter;
  readonly queues: MessageQueues;
  /** The execution that a delivery started, if it went to a state machine. */
  executionOf(delivery: Delivery): Execution | undefined;
  /** Resolves once every event is delivered and every batch is handed over. */
  settle(): Promise<void>;
}

export function wire({ stack, place, specs, runtime, clock, signal }: WiringOptions): Wiring {
  const work = createPendingWork();
  const executionsByDelivery = new WeakMap<Delivery, Execution>();
  const { nowMs } = clock;

  const deliver = (delivery: Delivery): void => {
    const { targetArn, input } = delivery;
    if (executions.has(targetArn)) {
      const execution = executions.start(targetArn, input);
      executionsByDelivery.set(delivery, execution);
      work.track(execution.result);
    } else if (functions.has(targetArn)) work.track(functions.callAsync(targetArn, input));
    else if (queues.has(targetArn)) queues.send(targetArn, input);
    else if (targetArn.includes(":event-bus/"))
      events.put(targetArn, input as Parameters<EventRouter["put"]>[1]);
    else throw unknownTarget(delivery);
  };

  const events = createEventRouter(stack, { ...place, nowMs, deliver });
  const sendToQueue = (queueArn: string, body: unknown) => queues.send(queueArn, body);
  const functions = createFunctionCalls(stack, { runtime, specs, nowMs, sendToQueue });
  const queues = createMessageQueues(stack, place.region, (functionArn, records) =>
    work.track(consumeBatch(functions, functionArn, records)),
  );
  const createTaskRunner = createTaskRunners(functions, events);
  const executions = createExecutions(stack, { clock, createTaskRunner, signal });

  return {
    functions,
    events,
    queues,
    executionOf: (delivery) => executionsByDelivery.get(delivery),
    async settle() {
      do await work.done();
      while (queues.flush());
    },
  };
}

interface SqsRecord {
  readonly messageId: string;
}

interface BatchAnswer {
  readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
}

/** A function that fails as a whole has failed every message ("Reporting batch item failures"). */
async function consumeBatch(
  functions: FunctionCalls,
  functionArn: string,
  records: readonly object[],
): Promise<readonly string[]> {
  const { payload, functionError } = await functions.call(functionArn, { Records: records });
  if (functionError !== undefined) return (records as readonly SqsRecord[]).map(({ messageId }) => messageId);
  const { batchItemFailures = [] } = (payload ?? {}) as BatchAnswer;
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

function unknownTarget({ rule, targetArn }: Delivery): UserError {
  return new UserError({
    at: `rule "${rule}"`,
    expected: "a target that is a state machine, function, queue or bus of the stack",
    found: targetArn,
    advice: "Declare the target in the same stack to run it locally.",
  });
}
