import { createScope } from "./scope.ts";
import type { Branch, StateRun } from "./state-run.ts";

/** The part of a Branch that the state around it decides. */
export type InnerBranch = Pick<Branch, "definition" | "input" | "signal" | "trail"> &
  Partial<Pick<Branch, "context">>;

/** A branch of a Parallel state or an iteration of a Map state, with variables of its own. */
export function innerBranch({ machine, context, scope }: StateRun, inner: InnerBranch): Branch {
  return { machine, context, ...inner, scope: createScope(scope) };
}

/** Where a state stands: `Improve[1]/Crops`. */
export function innerPlace({ name, trail }: Pick<StateRun, "name" | "trail">): string {
  return `${trail.branch === "" ? "" : `${trail.branch}/`}${name}`;
}

/** Where the `index`-th branch or iteration of a state stands: `Improve[1]/Crops[0]`. */
export function innerPath(run: Pick<StateRun, "name" | "trail">, index: number): string {
  return `${innerPlace(run)}[${index}]`;
}
