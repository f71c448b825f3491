import { difference } from "../changes/difference.ts";
import type { PlanView } from "../changes/plan-view.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { comparePolicies } from "../policies/compare-policies.ts";
import type { PolicyComparison } from "../policies/policy-comparison.ts";
import { ownAccount } from "./own-account.ts";
import type { PolicyChange } from "./policy-change.ts";
import { holdsPolicies, policyDocuments } from "./policy-documents.ts";
import { type Renames, renamed, renamesIn } from "./renames.ts";

/** Every policy document that the plan makes, changes or destroys, compared. */
export function policyChanges(view: PlanView): readonly PolicyChange[] {
  const context = { account: ownAccount(view.plan), renames: renamesIn(view.changes) };
  return view.changes
    .filter(
      ({ mode, type, before, after }) =>
        mode === "managed" &&
        type.startsWith("aws_") &&
        [before, after].some((side) => side !== undefined && holdsPolicies(side)),
    )
    .flatMap((change) => changesIn(change, view, context));
}

function changesIn(change: ResourceChange, view: PlanView, context: Context): readonly PolicyChange[] {
  const before = new Map(
    policyDocuments(change.before, view.plan.scrub).map(({ place, document }) => [place, document]),
  );
  const after = new Map(
    policyDocuments(change.after, view.plan.scrub).map(({ place, document }) => [place, document]),
  );
  const unknown = ["policy", "assume_role_policy"].filter(
    (place) => change.unknown[place] === true && isOwn(change, place, view),
  );
  const places = new Set([...before.keys(), ...after.keys(), ...unknown]);
  return [...places].flatMap((place) => {
    const isUnknown = unknown.includes(place);
    // What AWS will only echo after the apply says nothing of what changes.
    if (!isUnknown && change.unknown[place.split(" ")[0] ?? ""] === true) return [];
    const sides = [before.get(place), after.get(place)] as const;
    if (!isUnknown && difference(sides[0], sides[1], undefined) === "same") return [];
    const kind = policyKind(change, place);
    return [
      {
        change,
        ...ownerOf(change, kind, view),
        kind,
        unknown: isUnknown,
        comparison: compared(sides[0], isUnknown ? undefined : sides[1], kind, context),
      },
    ];
  });
}

interface Context {
  readonly account: string | undefined;
  readonly renames: Renames;
}

/** What follows an object to its new name allows no more than before: then nothing alarms. */
function compared(
  before: Json | undefined,
  after: Json | undefined,
  kind: PolicyChange["kind"],
  { account, renames }: Context,
): PolicyComparison {
  const context = { kind, ...(account === undefined ? {} : { account }) };
  const comparison = comparePolicies(before, after, context);
  if (renames.size === 0 || before === undefined || comparison.alarms.length === 0) return comparison;
  return { ...comparison, alarms: comparePolicies(renamed(before, renames), after, context).alarms };
}

/** Whether an attribute that is known after apply is set by the configuration: else it only echoes something. */
const isOwn = (change: ResourceChange, attribute: string, { configured }: PlanView): boolean =>
  configured.attributes(change.address)?.has(attribute) ?? true;

/** Whose permissions a document in a place of a resource is about. */
export const policyKind = ({ type }: Pick<ResourceChange, "type">, place: string): PolicyChange["kind"] =>
  place === "assume_role_policy"
    ? "trust"
    : /^aws_iam_|^aws_ssoadmin_permission_set_inline_policy$/.test(type)
      ? "identity"
      : "resource";

function ownerOf(
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
