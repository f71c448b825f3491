import { UserError } from "../../reporting/user-error.ts";

/** The variables of one level of states; branches and item processors have levels of their own below it. */
export interface VariableScope {
  readonly names: Set<string>;
  readonly nested: VariableScope[];
}

export function variableScope(parent?: VariableScope): VariableScope {
  const scope = { names: new Set<string>(), nested: [] };
  parent?.nested.push(scope);
  return scope;
}

/**
 * Refuses a variable that an inner and an outer level both assign ("Passing data between states with variables").
 *
 * @throws UserError naming the variable.
 */
export function refuseShadowing(scope: VariableScope, outer: ReadonlySet<string> = new Set()): void {
  for (const name of scope.names) {
    if (!outer.has(name)) continue;
    throw new UserError({
      expected: `the variable "${name}" to be kept on one level only`,
      found: "it inside a branch or map and around it",
      advice:
        name === "failure"
          ? "Every attempt keeps it: do not put one attempt into a branch or map and another one around it."
          : "Rename one of the two.",
    });
  }
  const visible = new Set([...outer, ...scope.names]);
  for (const nested of scope.nested) refuseShadowing(nested, visible);
}
