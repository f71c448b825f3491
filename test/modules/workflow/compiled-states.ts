import { compileWorkflow, type StateMachineDefinition } from "../../../modules/workflow/compile-workflow.ts";
import type { ExecutionScope } from "../../../modules/workflow/references.ts";
import type { WorkflowBindings } from "../../../modules/workflow/state-fields.ts";
import { lambdaTask, type Steps } from "../../../modules/workflow/steps.ts";
import { workflow } from "../../../modules/workflow/workflow.ts";

/** The input of the executions of these tests. */
export interface Input {
  readonly name: string;
  readonly count: number;
  readonly tags: readonly string[];
}

export const greet = lambdaTask<
  { readonly name: string },
  { readonly text: string; readonly tags: readonly string[] }
>("greet");

const BINDINGS: WorkflowBindings = { functions: { greet: "arn:greet" }, buses: { news: "arn:news" } };

/** The definition of a workflow of these steps. */
export function compiled(
  // biome-ignore lint/suspicious/noExplicitAny: whatever the steps end with
  build: (steps: Steps<ExecutionScope<Input>, never>) => Steps<any, unknown>,
  bindings: WorkflowBindings = BINDINGS,
): StateMachineDefinition {
  return compileWorkflow(workflow<Input>({}, build), bindings);
}

/** What a task that calls `greet` with `payload` says, but for its way on. */
export function greeting(payload: object): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: "arn:greet", Payload: payload },
    Output: "{% $states.result.Payload %}",
  };
}
