import type { ExecutionScope } from "./references.ts";
import type { Step } from "./step.ts";
import { Steps } from "./steps.ts";

/** A whole state machine as data: pure, frozen, knows nothing of AWS accounts or of Terraform. */
export interface Workflow {
  readonly comment?: string;
  /** The longest an execution may take. */
  readonly timeoutSeconds?: number;
  readonly steps: readonly Step[];
}

/**
 * Declares a workflow whose executions start with an `Input`.
 *
 * @example
 * const hello = lambdaTask<{ name: string }, { text: string }>("hello");
 * const greeting = workflow<{ name: string }>({ comment: "Greets" }, (steps) =>
 *   steps.task("Greet", hello, { input: ({ input }) => ({ name: input.name }) }),
 * );
 */
export function workflow<Input>(
  options: { readonly comment?: string; readonly timeoutSeconds?: number },
  // biome-ignore lint/suspicious/noExplicitAny: whatever the steps end with is the workflow's output
  build: (steps: Steps<ExecutionScope<Input>, never>) => Steps<any, unknown>,
): Workflow {
  return Object.freeze({ ...options, steps: build(new Steps()).list });
}
