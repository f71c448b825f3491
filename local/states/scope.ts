import type { JsonObject } from "./json-value.ts";

/**
 * The variables that a state can see: its own branch's, and those of the branches around it.
 *
 * Follows "Passing data between states with variables".
 */
export interface Scope {
  /** All visible variables; an inner one hides an outer one of the same name. */
  variables(): JsonObject;
  /** Sets variables of this scope; outer scopes keep theirs. */
  assign(values: JsonObject): void;
}

/** The state around a branch sets no variables while the branch runs: what is visible outside is settled here. */
export function createScope(outer?: Scope): Scope {
  let visible: JsonObject = outer?.variables() ?? {};
  return {
    variables: () => visible,
    assign: (values) => {
      visible = { ...visible, ...values };
    },
  };
}
