import { StatesError } from "../../local/states/states-error.ts";
import type { TaskRunner } from "../../local/states/task-call.ts";
import type { LambdaBehaviour } from "./cases.ts";

type Functions = Readonly<Record<string, LambdaBehaviour>>;

const INVOKE = "arn:aws:states:::lambda:invoke";
const FUNCTION_ARN = /^arn:aws:lambda:[^:]*:[^:]*:function:/;

/** Calls functions that behave as a case says. */
export function lambdaTasks(functions: Functions): TaskRunner {
  return async ({ resource, input }) => {
    if (FUNCTION_ARN.test(resource)) return call(functions, resource, input);
    if (resource !== INVOKE) throw new StatesError("States.Runtime", `${resource} is not called here.`);
    const { FunctionName, Payload } = input as { readonly FunctionName: string; readonly Payload?: unknown };
    const payload = call(functions, FunctionName, Payload ?? {});
    return { ExecutedVersion: "$LATEST", Payload: payload, StatusCode: 200 };
  };
}

function call(functions: Functions, nameOrArn: string, event: unknown): unknown {
  const name = nameOrArn.replace(FUNCTION_ARN, "").split(":")[0] ?? "";
  const behaviour = functions[name]?.behaviour;
  if (behaviour === undefined) throw notFound(name);
  if (behaviour === "echo") return event;
  if ("return" in behaviour) return behaviour.return;
  throw new StatesError(behaviour.error.errorType, JSON.stringify(behaviour.error));
}

function notFound(name: string): StatesError {
  const arn = `arn:aws:lambda:us-east-1:111111111111:function:${name}:$LATEST`;
  const call =
    "Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: 1; Proxy: null";
  return new StatesError("Lambda.ResourceNotFoundException", `Function not found: ${arn} (${call})`);
}
