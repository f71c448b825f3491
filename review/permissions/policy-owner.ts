import type { PlanView } from "../changes/plan-view.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { PolicyChange } from "./policy-change.ts";

/** Whose permissions a document of a change is about. */
export function ownerOf(
  change: ResourceChange,
  kind: PolicyChange["kind"],
  view: PlanView,
): { readonly owner: string; readonly newOwner: boolean } {
  if (change.type === "aws_iam_role" || kind === "resource") {
    return { owner: roleName(change, view) ?? change.address, newOwner: change.action === "create" };
  }
  const key = ["role", "user", "group"].find(
    (name) =>
      change.before?.[name] !== undefined ||
      change.after?.[name] !== undefined ||
      change.unknown[name] === true,
  );
  if (key === undefined) return { owner: change.address, newOwner: change.action === "create" };
  const name = change.after?.[key] ?? change.before?.[key];
  const owner = view.plan.changes.find(
    (other) =>
      other.type === `aws_iam_${key}` &&
      (other.after?.name ?? other.before?.name) === name &&
      typeof name === "string",
  );
  const referred = view.configured.references(change.address, key).at(-1);
  const known = owner ?? view.plan.changes.find(({ address }) => address === referred);
  return {
    owner: typeof name === "string" ? view.plan.scrub(name) : (known?.address ?? change.address),
    // The name of an owner that is there is known.
    newOwner: known?.action === "create" || (change.before === undefined && change.unknown[key] === true),
  };
}

const roleName = ({ type, before, after }: ResourceChange, view: PlanView): string | undefined => {
  const name: Json | undefined = after?.name ?? before?.name;
  return type === "aws_iam_role" && typeof name === "string" ? view.plan.scrub(name) : undefined;
};
