import type { Gate } from "./decisions/decision.ts";
import { changesCode } from "./sections/code-section.ts";
import type { HomedChange, Reviewed } from "./sections/reviewed.ts";

/** The counts in one line: `2 decisions, 3 functions change code, 1 state machine, 290 only tags`. */
export function verdictLine({ decisions, homes, views, policies }: Reviewed): string {
  const of = (home: Parameters<Reviewed["homes"]["get"]>[0]) => homes.get(home) ?? [];
  const code = of("code").filter(changesCode).length;
  const changes = views.flatMap((view) => view.changes).filter(({ mode }) => mode === "managed");
  const created = changes.filter(({ action }) => action === "create").length;
  const settings = of("code").filter((homed) => isUpdate(homed) && !changesCode(homed)).length;
  const machines = of("machines").filter(isUpdate).length;
  const events = of("events").filter(isUpdate).length;
  const others = of("rest").filter(isUpdate).length;
  const broader = new Set(
    policies.filter(({ comparison, unknown }) => !comparison.same && !unknown).map(({ owner }) => owner),
  ).size;
  const drifted = views.reduce((sum, { drift }) => sum + drift.length, 0);
  const parts = [
    decisions.length === 0 ? "nothing needs a decision" : counted(decisions.length, "decision"),
    ...some(code, `${counted(code, "function")} ${code === 1 ? "changes" : "change"} code`),
    ...some(settings, `${counted(settings, "function")} ${settings === 1 ? "changes" : "change"} settings`),
    ...some(machines, counted(machines, "state machine")),
    ...some(events, counted(events, "rule or target", "rules and targets")),
    ...some(
      created === changes.length ? 0 : broader,
      `permissions of ${counted(broader, "role or resource", "roles and resources")}`,
    ),
    ...some(others, counted(others, "other change")),
    ...some(created, `${created} created`),
    ...some(of("noise").length, `${of("noise").length} only tags`),
    ...some(drifted, `${drifted} changed outside of Terraform`),
  ];
  return changes.length === 0 && drifted === 0 && decisions.length === 0 && !movesAny(views)
    ? "no changes"
    : parts.join(", ");
}

const isUpdate = ({ change }: HomedChange): boolean => change.action === "update";

const movesAny = (views: Reviewed["views"]): boolean =>
  views.some(
    ({ plan, changes }) =>
      changes.length > 0 ||
      plan.outputs.length > 0 ||
      plan.changes.some(({ previousAddress, imported }) => previousAddress !== undefined || imported),
  );

/** Whether somebody has to look before the plan is applied: a decision behind one of the gates, or a plan that did not end well. */
export const needsDecision = ({ decisions, views }: Reviewed, gates: ReadonlySet<Gate>): boolean =>
  decisions.some(({ gate }) => gates.has(gate)) || views.some(({ plan }) => plan.errored);

const some = (number: number, text: string): readonly string[] => (number === 0 ? [] : [text]);

const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
