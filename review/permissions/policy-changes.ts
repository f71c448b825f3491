import { difference } from "../changes/difference.ts";
import type { PlanView } from "../changes/plan-view.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { comparePolicies } from "../policies/compare-policies.ts";
import { type Held, type Holdings, readHoldings } from "./holdings.ts";
import { ownAccount } from "./own-account.ts";
import type { PolicyChange } from "./policy-change.ts";
import { holdsPolicies, policyDocuments } from "./policy-documents.ts";
import { type FindOwner, ownerFinder } from "./policy-owner.ts";
import { type Renames, renamed, renamesIn } from "./renames.ts";

/** Every policy document that the plan makes, changes or destroys, compared. */
export function policyChanges(view: PlanView): readonly PolicyChange[] {
  const context = {
    account: ownAccount(view.plan),
    renames: renamesIn(view.changes),
    holdings: readHoldings(view.plan),
    ownerOf: ownerFinder(view),
  };
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
    const isSame = difference(sides[0], sides[1], undefined) === "same";
    if (!isUnknown && isSame && !context.holdings.isMoved(change)) return [];
    const kind = policyKind(change, place);
    return [
      {
        change,
        ...context.ownerOf(change, kind),
        kind,
        unknown: isUnknown,
        ...comparisons(
          { change, place, document: sides[0] },
          isUnknown ? undefined : sides[1],
          kind,
          context,
        ),
      },
    ];
  });
}

interface Context {
  readonly account: string | undefined;
  readonly renames: Renames;
  readonly holdings: Holdings;
  readonly ownerOf: FindOwner;
}

/**
 * What follows an object to its new name allows no more than before, nor does what another policy of the same role allowed already, or
 * denies still.
 */
function comparisons(
  held: Held,
  after: Json | undefined,
  kind: PolicyChange["kind"],
  { account, renames, holdings }: Context,
): Pick<PolicyChange, "comparison" | "ofOwner"> {
  const context = { kind, ...(account === undefined ? {} : { account }) };
  const comparison = comparePolicies(held.document, after, context);
  const isMoved = holdings.isMoved(held.change);
  if ((comparison.same && !isMoved) || after === undefined) return { comparison, ofOwner: comparison };
  const sides = kind === "identity" ? holdings.withOthers(held, after) : { before: held.document, after };
  const before = sides.before === undefined ? undefined : renamed(sides.before, renames);
  const isAlone = sides.after === after && before === held.document;
  const ofOwner = isAlone ? comparison : comparePolicies(before, sides.after, context);
  return { comparison: isMoved ? ofOwner : comparison, ofOwner };
}

/** Whether an attribute that is known after apply is set by the configuration: else it only echoes something. */
const isOwn = (change: ResourceChange, attribute: string, { configured }: PlanView): boolean =>
  configured.attributes(change.address)?.has(attribute) ?? true;

/** Whose permissions a document in a place of a resource is about. */
export const policyKind = (
  { type, before, after }: Pick<ResourceChange, "type" | "before" | "after">,
  place: string,
): PolicyChange["kind"] =>
  place === "assume_role_policy"
    ? "trust"
    : (after ?? before)?.type === "SERVICE_CONTROL_POLICY" ||
        /^aws_iam_|^aws_iot_policy$|^aws_ssoadmin_permission_set_inline_policy$/.test(type)
      ? "identity"
      : /^aws_vpc_endpoint(?:_policy)?$/.test(type)
        ? "endpoint"
        : "resource";
