import { isJsonObject, type Json } from "../plan/json.ts";
import { isSealed } from "./same-json.ts";
import type { State } from "./scope.ts";
import { valueText } from "./value-words.ts";

/** What a Task calls. */
export interface Call {
  /** In words: `crop:live`, `sqs:sendMessage`, `states:startExecution of orders, waits for a task token`. */
  readonly words: string;
  /** The whole resource or ARN the words stand for. */
  readonly full: string;
  /** Where it says which function or state machine, `Parameters.FunctionName.$`, if it does. */
  readonly field?: string;
  /** What must be the same for the call to be: the resource, and the last of `field` with its value. */
  readonly identity: Json;
}

const INTEGRATION = /^arn:[^:]*:states:[^:]*:[^:]*:(?!activity:)(.+?)(\..*)?$/;

const CALLEES = ["FunctionName", "FunctionName.$", "StateMachineArn", "StateMachineArn.$"];

/** Undefined for a state without a Resource. "Integrating services with Step Functions", AWS documentation. */
export function callOf(state: State): Call | undefined {
  const resource = state.fields.get("Resource");
  if (resource === undefined) return undefined;
  const text = textOf(resource) ?? valueText(resource);
  const [, integration, waiting = ""] = INTEGRATION.exec(text) ?? [];
  if (integration === undefined) return { words: nameIn(text), full: text, identity: resource };
  const callee = calleeOf(state);
  const wait = waitWords(waiting);
  const service = integration.replace(/^aws-sdk:/, "");
  if (callee === undefined) return { words: `${service}${wait}`, full: text, identity: resource };
  const { field, key, value } = callee;
  const called = textOf(value) ?? valueText(value);
  const words = service === "lambda:invoke" ? nameIn(called) : `${service} of ${nameIn(called)}`;
  return { words: `${words}${wait}`, full: `${text} of ${called}`, field, identity: [resource, key, value] };
}

function calleeOf({ fields }: State) {
  for (const template of ["Parameters", "Arguments"]) {
    const given = fields.get(template);
    if (!isJsonObject(given) || isSealed(given)) continue;
    for (const key of CALLEES) {
      const value = given[key];
      if (value !== undefined) return { field: `${template}.${key}`, key, value };
    }
  }
  return undefined;
}

const textOf = (value: Json): string | undefined => (typeof value === "string" ? value : undefined);

/** `crop:live` of the function's ARN, `orders` of the state machine's. */
const nameIn = (text: string): string =>
  /^arn:[^:]*:(?:lambda|states):[^:]*:[^:]*:(?:function|stateMachine):(.+)$/.exec(text)?.[1] ??
  /^arn:[^:]*:states:[^:]*:[^:]*:(activity:.+)$/.exec(text)?.[1] ??
  text;

function waitWords(ending: string): string {
  if (ending === "") return "";
  if (ending === ".waitForTaskToken") return ", waits for a task token";
  return ending.startsWith(".sync") ? ", waits for its end" : ending;
}
