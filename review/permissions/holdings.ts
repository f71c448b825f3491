import { grouped } from "../changes/grouped.ts";
import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import type { Plan, ResourceChange } from "../plan/plan.ts";
import { readPolicy } from "../policies/read-policy.ts";
import { policyDocuments } from "./policy-documents.ts";

/** A document in a place of a change, on one of its sides. */
export interface Held {
  readonly change: ResourceChange;
  readonly place: string;
  readonly document: Json | undefined;
}

/** All policies that a plan knows of its roles, users and groups. */
export interface Holdings {
  /**
   * A document before and after, together with what the same owner was allowed by others before, and is denied by others after. An owner
   * that did not have it before has only what the others allowed.
   */
  readonly withOthers: (held: Held, after: Json) => Sides;
  /** Whether a policy goes from one owner to another. */
  readonly isMoved: (change: ResourceChange) => boolean;
}

interface Sides {
  readonly before: Json | undefined;
  readonly after: Json;
}

type ByOwner = ReadonlyMap<string | undefined, readonly Held[]>;

export function readHoldings(plan: Plan): Holdings {
  // Most plans change no policy of a role, and then all others need not be read.
  let renamed: ReadonlySet<string> | undefined;
  let held: { readonly before: ByOwner; readonly after: ByOwner } | undefined;
  const isMoved = (change: ResourceChange): boolean => {
    const [was, owner] = [ownerName(change, "before"), ownerName(change, "after")];
    if (was === undefined || owner === undefined || was === owner) return false;
    renamed ??= renamedOwners(plan);
    return !renamed.has(`${was}\n${owner}`);
  };
  const withOthers = (one: Held, document: Json): Sides => {
    held ??= { before: heldBy(plan, "before"), after: heldBy(plan, "after") };
    const owner = ownerName(one.change, "after");
    const before = isMoved(one.change) ? undefined : one.document;
    return {
      before: joined(before, othersThan(one, owner, held.before), "Allow", document),
      after: joined(document, othersThan(one, owner, held.after), "Deny", document) ?? document,
    };
  };
  return { isMoved, withOthers };
}

/** A role has a dozen policies at most; where a plan has more, they are not looked through. */
const MOST = 20;

function othersThan({ change, place }: Held, owner: string | undefined, held: ByOwner): readonly Held[] {
  const all = owner === undefined ? [] : (held.get(owner) ?? []);
  return all.length > MOST ? [] : all.filter((other) => other.change !== change || other.place !== place);
}

function heldBy(plan: Plan, side: "before" | "after"): ByOwner {
  const held = plan.changes
    .filter(({ type }) => /^aws_iam_(?:role|user|group)(?:_policy)?$/.test(type))
    .flatMap((change) =>
      policyDocuments(change[side], plan.scrub)
        .filter(({ place }) => place !== "assume_role_policy")
        .map(({ place, document }): Held => ({ change, place, document })),
    );
  return grouped(held, ({ change }) => ownerName(change, side));
}

/** `role/worker`; undefined where its name shows after apply. */
function ownerName({ type, ...sides }: ResourceChange, side: "before" | "after"): string | undefined {
  const [, owner, isPolicy] = /^aws_iam_(role|user|group)(_policy)?$/.exec(type) ?? [];
  const name = owner === undefined ? undefined : sides[side]?.[isPolicy === undefined ? "name" : owner];
  return typeof name === "string" ? `${owner}/${name}` : undefined;
}

/** Owners that are made anew under another name: `role/a\nrole/b`. */
const renamedOwners = ({ changes }: Plan): ReadonlySet<string> =>
  new Set(
    changes
      .filter(({ type }) => /^aws_iam_(?:role|user|group)$/.test(type))
      .map((change) => `${ownerName(change, "before")}\n${ownerName(change, "after")}`),
  );

/** A document with the statements of others that have an effect, if they are of its version. */
function joined(
  document: Json | undefined,
  others: readonly Held[],
  effect: "Allow" | "Deny",
  like: Json,
): Json | undefined {
  const version = isJsonObject(like) ? like.Version : undefined;
  const added = others.flatMap((other) =>
    isJsonObject(other.document) &&
    other.document.Version === version &&
    readPolicy(other.document, "identity").isUnderstood
      ? statements(other.document).filter((one) => isJsonObject(one) && one.Effect === effect)
      : [],
  );
  if (added.length === 0) return document;
  if (document !== undefined && !isJsonObject(document)) return document;
  return {
    ...(document ?? (version === undefined ? {} : { Version: version })),
    Statement: [...(document === undefined ? [] : statements(document)), ...added],
  };
}

const statements = ({ Statement }: JsonObject): readonly Json[] =>
  Array.isArray(Statement) ? Statement : Statement === undefined ? [] : [Statement];
