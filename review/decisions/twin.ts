import { difference, isNothing } from "../changes/difference.ts";
import { grouped } from "../changes/grouped.ts";
import { isNoise } from "../changes/noise.ts";
import type { PlanView } from "../changes/plan-view.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** So many that are made are looked through for one that is destroyed. */
const MOST = 200;

/** What tells apart in name only, or is made up anew. */
const LABELS = /^(?:statement_id|statement_id_prefix|sid|target_id|.*name_prefix|.*_timeouts?|timeouts)$/;

/** What a plan makes, by type: each thing that it destroys is looked for there. */
const made = new WeakMap<PlanView, ReadonlyMap<string, readonly ResourceChange[]>>();

/** The change that makes, at another address, what a change destroys: nothing that is known of it differs, or it has its name. */
export function twinOf(change: ResourceChange, view: PlanView): Twin | undefined {
  if (change.action !== "delete" || change.deposed !== undefined) return undefined;
  const known =
    made.get(view) ??
    grouped(
      view.changes.filter(({ action }) => action === "create"),
      ({ type }) => type,
    );
  made.set(view, known);
  const others = (known.get(change.type) ?? []).slice(0, MOST);
  const same = others.find((other) => isAlike(change, other));
  if (same !== undefined) return { change: same, isAlike: true };
  const name = NAMES.find((key) => typeof change.before?.[key] === "string" && change.before[key] !== "");
  const named = others.find((other) => name !== undefined && other.after?.[name] === change.before?.[name]);
  return named === undefined ? undefined : { change: named, isAlike: false };
}

export interface Twin {
  readonly change: ResourceChange;
  /** Whether it serves as what is destroyed did. */
  readonly isAlike: boolean;
}

/** What no two objects of a type have in common. */
const NAMES = ["bucket", "function_name", "identifier", "cluster_identifier", "domain_name", "name"];

function isAlike({ before = {} }: ResourceChange, { after = {} }: ResourceChange): boolean {
  const said = Object.keys(after).filter(
    (name) => !isNothing(after[name]) && !isNoise(name) && !LABELS.test(name),
  );
  return (
    said.some((name) => typeof after[name] === "string") &&
    said.every((name) => difference(before[name], after[name], undefined) === "same")
  );
}
