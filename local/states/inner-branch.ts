import { createScope } from "./scope.ts";
import type { Branch, StateRun } from "./state-run.ts";

/** The part of a Branch that the state around it decides. */
export type InnerBranch = Pick<Branch, "definition" | "input" | "signal"> & Partial<Pick<Branch, "context">>;

/** A branch of a Parallel state or an iteration of a Map state, the `index`-th, with variables of its own. */
export function innerBranch(run: StateRun, index: number, inner: InnerBranch): Branch {
  const { machine, context } = run;
  return { machine, context, ...inner, path: innerPath(run, index), scope: createScope(run.scope) };
}

/** Where the `index`-th branch or iteration of a state stands: `Improve[1]/Crops[0]`. */
export function innerPath(run: StateRun, index: number): string {
  return `${run.branch === "" ? "" : `${run.branch}/`}${run.name}[${index}]`;
}
