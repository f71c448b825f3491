import { UserError } from "../../reporting/user-error.ts";
import type { Invocation, LambdaRuntime } from "../lambda/lambda-runtime.ts";
import type { LambdaSpec } from "../lambda/lambda-spec.ts";
import { runtimeLanguage } from "../lambda/runtime-language.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

export interface FunctionCalls {
  /**
   * Calls and waits for the answer. `name` is an ARN, an alias's ARN or the function's name.
   *
   * @throws UserError where there is no such function, and where this machine cannot run it.
   */
  call(name: string, event: unknown, signal?: AbortSignal): Promise<Invocation>;
  /** Calls without waiting: retried, then sent to the function's failure destination, as Lambda does. */
  callAsync(name: string, event: unknown): Promise<void>;
  /** Whether there is such a function. */
  has(name: string): boolean;
  /** Whether it is for a runtime that the local run has. */
  runs(name: string): boolean;
}

export interface FunctionCallsOptions {
  readonly runtime: LambdaRuntime;
  readonly specs: ReadonlyMap<string, LambdaSpec>;
  readonly nowMs: () => number;
  readonly sendToQueue: (queueArn: string, body: unknown) => void;
  /** Called before each call with the function's ARN; what it gives is called after. */
  readonly onCall?: (functionArn: string, event: unknown) => () => void;
}

/** Lambda's own number of retries of asynchronous calls ("Configuring error handling settings"). */
const DEFAULT_RETRIES = 2;

export function createFunctionCalls(stack: ResolvedStack, options: FunctionCallsOptions): FunctionCalls {
  const { runtime, specs } = options;
  const find = (name: string) => specs.get(name) ?? [...specs.values()].find((spec) => spec.name === name);
  const call: FunctionCalls["call"] = async (name, event, signal) => {
    const spec = find(name);
    if (spec === undefined) throw unknownFunction(name, specs);
    const end = options.onCall?.(spec.arn, event);
    return runtime.invoke(spec, event, signal).finally(end);
  };
  return {
    call,
    has: (name) => find(name) !== undefined,
    runs: (name) => runtimeLanguage(find(name)?.runtime ?? "") !== undefined,
    async callAsync(name, event) {
      const settings = asyncSettings(stack, find(name)?.name ?? name);
      for (let attempt = 1; ; attempt += 1) {
        const answer = await call(name, event);
        if (answer.functionError === undefined) return;
        if (attempt <= settings.retries) continue;
        if (settings.failureArn === undefined) return;
        const record = failureRecord(name, event, answer, attempt, options.nowMs());
        options.sendToQueue(settings.failureArn, record);
        return;
      }
    },
  };
}

interface DestinationConfig {
  readonly on_failure?: { readonly destination?: string };
}

function asyncSettings(stack: ResolvedStack, functionName: string) {
  const config = stack
    .ofType("aws_lambda_function_event_invoke_config")
    .find(({ attributes }) => attributes.function_name === functionName)?.attributes;
  const destinations = config?.destination_config as DestinationConfig | undefined;
  return {
    retries: Number(config?.maximum_retry_attempts ?? DEFAULT_RETRIES),
    failureArn: destinations?.on_failure?.destination,
  };
}

/** "Capturing records of Lambda asynchronous invocations". */
function failureRecord(
  functionArn: string,
  event: unknown,
  answer: Invocation,
  attempts: number,
  nowMs: number,
) {
  return {
    version: "1.0",
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId: answer.requestId,
      functionArn,
      condition: "RetriesExhausted",
      approximateInvokeCount: attempts,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: "1", functionError: answer.functionError },
    responsePayload: answer.payload,
  };
}

function unknownFunction(name: string, specs: ReadonlyMap<string, LambdaSpec>): UserError {
  const names = [...new Set([...specs.values()].map((spec) => spec.name))].sort();
  return new UserError({
    expected: `a function "${name}"`,
    found: names.length === 0 ? "none at all" : `only ${names.join(", ")}`,
    advice: "Call one of those, or declare it.",
  });
}
