import type { DriftedResource } from "../changes/drift.ts";
import { leafChanges, leafWords } from "../changes/leaf-changes.ts";
import { markedText } from "../changes/marked-text.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import { compareMachines } from "../machines/compare-machines.ts";
import type { Entry, Inline, Section } from "../page/document.ts";
import { comparePatterns } from "../patterns/compare-patterns.ts";
import { policyKind } from "../permissions/policy-changes.ts";
import { policyDocuments } from "../permissions/policy-documents.ts";
import { comparePolicies } from "../policies/compare-policies.ts";
import { parsedText } from "./parsed-text.ts";

/** What somebody changed outside of Terraform, and what the plan does about it. */
export const driftSection = (views: readonly PlanView[], folded: boolean): Section => ({
  title: "Changed outside of Terraform",
  noun: ["resource", "resources"],
  folded,
  weight: 6,
  entries: views.flatMap((view) => view.drift.map((drifted) => entry(drifted, view))),
});

function entry({ change, attributes }: DriftedResource, view: PlanView): Entry {
  const then = reaction(change.address, view);
  if (change.action === "delete") return { head: [...resourceName(change), ` is gone${then}`], blocks: [] };
  const names = new Set(attributes.map(({ name }) => name));
  const said = meaning(change, view);
  const isSaid = (name: string): boolean =>
    said.length > 0 && /^(?:policy|definition|event_pattern|inline_policy)$/.test(name);
  const items = [
    ...leafChanges(change, (name) => !names.has(name) || isSaid(name)).map((leaf) =>
      leafWords(leaf, view.shown),
    ),
    ...said,
  ];
  return { head: [...resourceName(change), ` was changed${then}`], blocks: [{ kind: "list", items }] };
}

/** What the plan does with an object that is not as Terraform left it. */
function reaction(address: string, view: PlanView): string {
  const change = view.changeAt.get(address);
  if (change === undefined) return view.plan.changes.length === 0 ? "" : "; the plan leaves it so";
  return change.action === "create"
    ? "; the plan makes it again"
    : "; the plan changes it back as far as it is configured";
}

/** What a changed document means. */
function meaning(change: DriftedResource["change"], view: PlanView): readonly Inline[] {
  const { scrub } = view.plan;
  const after = new Map(policyDocuments(change.after, scrub).map(({ place, document }) => [place, document]));
  const policies = policyDocuments(change.before, scrub).flatMap(({ place, document }) =>
    comparePolicies(document, after.get(place), { kind: policyKind(change, place) }).alarms.map(({ text }) =>
      markedText(text),
    ),
  );
  const [left, right] = [
    parsedText(change.before?.event_pattern, scrub),
    parsedText(change.after?.event_pattern, scrub),
  ];
  const pattern = left === undefined || right === undefined ? undefined : comparePatterns(left, right);
  const [old, next] = [
    parsedText(change.before?.definition, scrub),
    parsedText(change.after?.definition, scrub),
  ];
  const machine = old === undefined || next === undefined ? [] : compareMachines(old, next).changes;
  return [
    ...policies,
    ...(pattern === undefined || pattern.relation === "same" ? [] : pattern.differences.map(markedText)),
    ...machine.map(({ text }) => markedText(text)),
  ];
}
