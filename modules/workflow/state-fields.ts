import { UserError } from "../../reporting/user-error.ts";
import { compileValue } from "./compile-value.ts";
import type { RetryRule, TaskStep } from "./step.ts";
import type { VariableScope } from "./variable-scope.ts";

/** What the names in a workflow stand for: ARNs of functions and names or ARNs of buses. */
export interface WorkflowBindings {
  /** Of the ARNs of integrations: `aws`, `aws-cn`, `aws-us-gov`. Default: `aws`. */
  readonly partition?: string;
  readonly functions?: Readonly<Record<string, string>>;
  readonly buses?: Readonly<Record<string, string>>;
}

/** What the names stand for, and those that were used anywhere in the workflow. */
export interface Compilation {
  readonly bindings: WorkflowBindings;
  readonly stateNames: Set<string>;
  readonly variables: VariableScope;
}

/** One state of a definition, as JSON. */
export type StateJson = Readonly<Record<string, unknown>>;

/** A handler of errors, as the states that may fail name it. */
export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
}

/** A task without its way on. */
export function taskFields(compilation: Compilation, step: TaskStep): StateJson {
  const call = step.call;
  const limits = {
    ...(step.timeoutSeconds !== undefined && { TimeoutSeconds: step.timeoutSeconds }),
    ...(step.retry.length > 0 && { Retry: step.retry.map(retrier) }),
  };
  if (call.integration === "events") {
    const bus = bound(step.name, "bus", call.bus, compilation.bindings.buses);
    const entry = compileValue(step.arguments, step.name) as object;
    const entries = { Entries: [{ EventBusName: bus, ...entry }] };
    const resource = integrationArn(compilation.bindings, "events:putEvents");
    return { Type: "Task", Resource: resource, Arguments: entries, ...limits };
  }
  const payload = compileValue(step.arguments, step.name);
  const functionName = bound(step.name, "function", call.function, compilation.bindings.functions);
  return {
    Type: "Task",
    Resource: integrationArn(compilation.bindings, "lambda:invoke"),
    Arguments: { FunctionName: functionName, Payload: payload },
    Output: "{% $states.result.Payload %}",
    ...keep(compilation, step, "$states.result.Payload"),
    ...limits,
  };
}

/** "Integrating services with Step Functions". */
function integrationArn({ partition = "aws" }: WorkflowBindings, integration: string): string {
  return `arn:${partition}:states:::${integration}`;
}

/** The handlers of a state that may fail. */
export function catching(catchers: readonly Catcher[]): StateJson {
  if (catchers.length === 0) return {};
  const assign = { failure: "{% $states.errorOutput %}" };
  return { Catch: catchers.map(({ errors, next }) => ({ ErrorEquals: errors, Assign: assign, Next: next })) };
}

function retrier(rule: RetryRule): StateJson {
  return {
    ErrorEquals: rule.errors,
    IntervalSeconds: rule.intervalSeconds ?? 1,
    MaxAttempts: rule.maxAttempts ?? 3,
    BackoffRate: rule.backoffRate ?? 2,
    ...(rule.maxDelaySeconds !== undefined && { MaxDelaySeconds: rule.maxDelaySeconds }),
    ...(rule.jitter && { JitterStrategy: "FULL" }),
  };
}

/** Keeps a result in a variable, where the step asks for it. */
export function keep(compilation: Compilation, step: { readonly keep?: string }, source: string): StateJson {
  return step.keep === undefined ? {} : { Assign: { [variable(compilation, step.keep)]: `{% ${source} %}` } };
}

/** Notes that a variable is assigned on this level. */
export function variable(compilation: Compilation, name: string): string {
  compilation.variables.names.add(name);
  return name;
}

function bound(
  step: string,
  kind: string,
  name: string,
  bindings: Readonly<Record<string, string>> = {},
): string {
  const value = bindings[name];
  if (value !== undefined) return value;
  const known = Object.keys(bindings).sort().join(", ");
  throw new UserError({
    at: `step "${step}"`,
    expected: `a ${kind} bound to the name "${name}"`,
    found: known === "" ? "none bound at all" : `only ${known}`,
    advice: `Pass it to the state machine that runs the workflow.`,
  });
}

/** Takes a state name, once in a workflow. */
export function claim(names: Set<string>, name: string): void {
  if (!names.has(name)) {
    names.add(name);
    return;
  }
  throw new UserError({
    expected: `every state name once in a workflow`,
    found: `"${name}" twice`,
    advice: "Rename one of the two.",
  });
}
