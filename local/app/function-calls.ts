import { randomUUID } from "node:crypto";
import { onlyNames } from "../../reporting/only-names.ts";
import { UserError } from "../../reporting/user-error.ts";
import { ignoreRefusal } from "../bus/aws-error.ts";
import { asyncFailureFolder } from "../bus/failure-object.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import type { Invocation, LambdaRuntime } from "../lambda/lambda-runtime.ts";
import { type LambdaSpec, versionOf } from "../lambda/lambda-spec.ts";
import { refuseTooLarge } from "../lambda/request-too-large-error.ts";
import { runtimeLanguage } from "../lambda/runtime-language.ts";
import type { Clock } from "../states/clock.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { invokeAsynchronously } from "./async-invocation.ts";
import { asyncSettings } from "./async-settings.ts";
import { deadLetterAttributes, destinationBody, invocationRecord } from "./invocation-record.ts";

export interface FunctionCalls {
  /**
   * Calls and waits for the answer. `name` is an ARN, an alias's ARN or the function's name.
   *
   * @throws UserError where there is no such function, and where this machine cannot run it; RequestTooLargeError for an
   *   event over 6 MB; TooManyRequestsError where the function's reserved concurrency is used up.
   */
  call(name: string, event: unknown, signal?: AbortSignal): Promise<Invocation>;
  /**
   * Calls without waiting: retried, then sent to the function's destination and dead-letter queue, as Lambda does. Resolves
   * once all that is done.
   *
   * @throws RequestTooLargeError for an event over 1 MB, UserError as {@link FunctionCalls.call}.
   */
  callAsync(name: string, event: unknown): Promise<void>;
  /** Whether there is such a function. */
  has(name: string): boolean;
  /** The version that a call by this name runs: `$LATEST`, or the number that an alias leads to. */
  versionOf(name: string): string;
  /** Whether it is for a runtime that the local run has. */
  runs(name: string): boolean;
}

export interface FunctionCallsOptions {
  readonly runtime: LambdaRuntime;
  readonly specs: ReadonlyMap<string, LambdaSpec>;
  readonly nowMs: () => number;
  /** The attributes are those of a message for a dead-letter queue. */
  readonly sendToQueue: (queueArn: string, body: unknown, attributes?: MessageAttributes) => void;
  /**
   * For topics, buses, folders of buckets and what else is neither a queue nor a function of the stack; a bus gets an event.
   * Default: not sent.
   */
  readonly sendToDestination?: (arn: string, body: unknown, more: DestinationDetails) => Promise<void> | void;
  /** On which the waits between the attempts of asynchronous calls pass. Default: they are retried at once. */
  readonly retryClock?: Clock;
  /** Ends these waits. */
  readonly signal?: AbortSignal;
  /** Called before each call with the function's ARN; what it gives is called after. */
  readonly onCall?: (functionArn: string, event: unknown) => () => void;
}

export interface DestinationDetails {
  /** For a topic. */
  readonly attributes?: MessageAttributes | undefined;
  /** For a bucket. */
  readonly folder?: string;
}

/** How many functions hand an event on to each other before Lambda stops them ("Use Lambda recursive loop detection"). */
const LONGEST_CHAIN = 16;

export function createFunctionCalls(stack: ResolvedStack, options: FunctionCallsOptions): FunctionCalls {
  const { runtime, specs, signal = new AbortController().signal } = options;
  const find = (name: string) => specs.get(name) ?? [...specs.values()].find((spec) => spec.name === name);
  const invoke = async (name: string, event: unknown, signal?: AbortSignal, requestId?: string) => {
    const spec = find(name);
    if (spec === undefined) throw unknownFunction(name, specs);
    const end = options.onCall?.(spec.arn, event);
    return runtime.invoke(spec, event, signal, requestId).finally(end);
  };

  const callAsync = async (name: string, event: unknown, chain = 1): Promise<void> => {
    const spec = find(name);
    if (spec === undefined) throw unknownFunction(name, specs);
    const requestId = randomUUID();
    const settings = asyncSettings(stack, spec);
    const outcome = await invokeAsynchronously({
      invoke: () => invoke(name, event, undefined, requestId),
      settings,
      isOff: spec.reservedConcurrency === 0,
      clock: options.retryClock,
      signal,
    });
    const isSuccess = outcome.condition === "Success";
    if (!isSuccess && settings.deadLetter !== undefined) {
      await send(settings.deadLetter, event, { attributes: deadLetterAttributes(requestId, outcome) });
    }
    const destination = isSuccess ? settings.onSuccess : settings.onFailure;
    if (destination === undefined) return;
    const functionArn = spec.invokedArn ?? `${spec.arn}:$LATEST`;
    const recorded = {
      requestId,
      functionArn,
      executedVersion: versionOf(spec),
      event,
      nowMs: options.nowMs(),
    };
    const body = destinationBody(destination, invocationRecord(recorded, outcome));
    const folder = asyncFailureFolder(spec.name);
    if (find(destination) === undefined) await send(destination, body, { folder });
    else if (chain < LONGEST_CHAIN) await callAsync(destination, body, chain + 1);
  };
  const send = async (arn: string, body: unknown, more: DestinationDetails) => {
    try {
      if (arn.startsWith("arn:aws:sqs:")) options.sendToQueue(arn, body, more.attributes);
      else await options.sendToDestination?.(arn, body, more);
    } catch (error) {
      ignoreRefusal(error);
    }
  };

  return {
    call: (name, event, signal) => invoke(name, event, signal),
    has: (name) => find(name) !== undefined,
    versionOf: (name) => versionOf(find(name) ?? {}),
    runs: (name) => runtimeLanguage(find(name)?.runtime ?? "") !== undefined,
    async callAsync(name, event) {
      refuseTooLarge(JSON.stringify(event) ?? "{}", "Event");
      await callAsync(name, event);
    },
  };
}

function unknownFunction(name: string, specs: ReadonlyMap<string, LambdaSpec>): UserError {
  const names = [...new Set([...specs.values()].map((spec) => spec.name))].sort();
  return new UserError({
    expected: `a function "${name}"`,
    found: onlyNames(names),
    advice: "Check the spelling, or declare it.",
  });
}
