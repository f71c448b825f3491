import type { PlanView } from "../changes/plan-view.ts";
import { isJsonObject, type Json, parsedJson } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { isOfNew } from "./is-of-new.ts";

/** A policy of a repository that was there and deletes images sooner, or other images, than before. */
export function soonerDeletedImages(change: ResourceChange, view: PlanView): string | undefined {
  if (change.before === undefined && isOfNew(change, "repository", /^aws_ecr_repository$/, view))
    return undefined;
  const before = new Map(rules(change.before).map(({ which, number }) => [which, number]));
  const isSooner = rules(change.after).some(({ which, number }) => number < (before.get(which) ?? Infinity));
  return isSooner ? "deletes images sooner, or more of them" : undefined;
}

interface Rule {
  /** All that is said of the images, but for their number or age. */
  readonly which: string;
  readonly number: number;
}

function rules(side: ResourceChange["after"]): readonly Rule[] {
  const policy = typeof side?.policy === "string" ? parsedJson(side.policy) : undefined;
  const list = isJsonObject(policy) ? policy.rules : undefined;
  return (Array.isArray(list) ? list : []).flatMap((rule: Json): readonly Rule[] => {
    const selection = isJsonObject(rule) ? rule.selection : undefined;
    if (!isJsonObject(selection) || typeof selection.countNumber !== "number") return [];
    const { countNumber: number, ...which } = selection;
    return [{ which: JSON.stringify(Object.entries(which).sort()), number }];
  });
}
