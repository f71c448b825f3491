import { compileSteps } from "./compile-steps.ts";
import type { StateJson, WorkflowBindings } from "./state-fields.ts";
import { refuseShadowing, variableScope } from "./variable-scope.ts";
import type { Workflow } from "./workflow.ts";

/** An Amazon States Language definition ("State machine structure in Amazon States Language"). */
export interface StateMachineDefinition {
  readonly Comment?: string;
  readonly QueryLanguage: "JSONata";
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, StateJson>>;
}

/**
 * Compiles a workflow to Amazon States Language.
 *
 * @throws UserError for a state name used twice, a variable kept on two levels, a step that can never run, a choice with nothing after it,
 * an empty list of steps, a raise outside an attempt, and a name that nothing is bound to.
 */
export function compileWorkflow(workflow: Workflow, bindings: WorkflowBindings): StateMachineDefinition {
  const compilation = { bindings, stateNames: new Set<string>(), variables: variableScope() };
  const { startAt, states } = compileSteps(
    compilation,
    workflow.steps,
    { next: undefined, catchers: [] },
    "the workflow",
  );
  refuseShadowing(compilation.variables);
  return {
    ...(workflow.comment !== undefined && { Comment: workflow.comment }),
    QueryLanguage: "JSONata",
    StartAt: startAt,
    ...(workflow.timeoutSeconds !== undefined && { TimeoutSeconds: workflow.timeoutSeconds }),
    States: states,
  };
}
