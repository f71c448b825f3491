import type { PlanView } from "../changes/plan-view.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { PolicyChange } from "./policy-change.ts";

/** Whose permissions a document is about. */
export interface PolicyOwner {
  readonly owner: string;
  readonly newOwner: boolean;
}

/** Finds whose permissions a document of a change is about. */
export type FindOwner = (change: ResourceChange, kind: PolicyChange["kind"]) => PolicyOwner;

export function ownerFinder(view: PlanView): FindOwner {
  let known: KnownOwners | undefined;
  return (change, kind) => {
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
    known ??= knownOwners(view);
    const name = change.after?.[key] ?? change.before?.[key];
    const referred = view.configured.references(change.address, key).at(-1);
    const owner =
      (typeof name === "string" ? known.byName.get(`aws_iam_${key} ${name}`) : undefined) ??
      (referred === undefined ? undefined : known.byAddress.get(referred));
    return {
      owner: typeof name === "string" ? view.plan.scrub(name) : (owner?.address ?? change.address),
      // The name of an owner that is there is known.
      newOwner: owner?.action === "create" || (change.before === undefined && change.unknown[key] === true),
    };
  };
}

interface KnownOwners {
  readonly byAddress: ReadonlyMap<string, ResourceChange>;
  /** By type and name in AWS: `aws_iam_role worker`. */
  readonly byName: ReadonlyMap<string, ResourceChange>;
}

function knownOwners({ plan }: PlanView): KnownOwners {
  // Of several the first counts.
  const changes = [...plan.changes].reverse();
  return {
    byAddress: new Map(changes.map((change) => [change.address, change])),
    byName: new Map(
      changes.map((change) => [`${change.type} ${change.after?.name ?? change.before?.name}`, change]),
    ),
  };
}

const roleName = ({ type, before, after }: ResourceChange, view: PlanView): string | undefined => {
  const name: Json | undefined = after?.name ?? before?.name;
  return type === "aws_iam_role" && typeof name === "string" ? view.plan.scrub(name) : undefined;
};
