import { randomUUID } from "node:crypto";
import { UserError } from "../../reporting/user-error.ts";
import { functionArn } from "../app/function-arn.ts";
import type { Invocation, LambdaRuntime } from "../lambda/lambda-runtime.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/**
 * A runtime in which the first calls of functions fail before their handlers run, as `Lambda.ServiceException`: one of the
 * errors that "Handle transient Lambda service exceptions" tells state machines to retry.
 *
 * @param failures how many calls, by the functions' names in the app
 * @throws UserError for a function that is not there, and for a number that is none
 */
export function failingRuntime(
  runtime: LambdaRuntime,
  stack: ResolvedStack,
  failures: Readonly<Record<string, number>>,
): LambdaRuntime {
  const left = new Map(
    Object.entries(failures).map(([name, count]) => [functionArn(stack, name), checkedCount(name, count)]),
  );
  return {
    ...runtime,
    async invoke(spec, event, signal, requestId = randomUUID()) {
      const count = left.get(spec.arn) ?? 0;
      if (count === 0) return runtime.invoke(spec, event, signal, requestId);
      left.set(spec.arn, count - 1);
      return failedInvocation(requestId);
    },
  };
}

function checkedCount(name: string, count: number): number {
  if (Number.isInteger(count) && count >= 1) return count;
  throw new UserError({
    at: `failures of "${name}"`,
    expected: "a whole number of at least 1",
    found: String(count),
    advice: "Say how many calls are to fail, or leave the function out.",
  });
}

function failedInvocation(requestId: string): Invocation {
  return {
    payload: { errorType: "Lambda.ServiceException", errorMessage: "The call was made to fail." },
    functionError: "Unhandled",
    requestId,
    durationMs: 0,
    isColdStart: false,
    maxRssMb: 0,
  };
}
