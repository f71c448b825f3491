import type { Construct } from "constructs";
import { UserError } from "../reporting/user-error.ts";

/**
 * The id, if nothing in the scope has it; ids are what addresses are made of.
 *
 * @throws UserError naming what has it.
 */
export function freeId(scope: Construct, id: string): string {
  const owner = scope.node.tryFindChild(id);
  if (owner === undefined) return id;
  throw new UserError({
    at: scope.node.path === "" ? "the app" : scope.node.path,
    expected: `one construct with the id "${id}"`,
    found: `${owner.node.path} there already`,
    advice: "Give one of the two another id.",
  });
}
