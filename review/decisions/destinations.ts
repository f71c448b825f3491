import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import { codes } from "../page/joined.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { valuesAt } from "../plan/values-at.ts";
import { accountIn } from "./account-in.ts";
import type { Decision } from "./decision.ts";
import { iamDecision } from "./iam-decision.ts";
import { DESTINATION_RULES, type DestinationRule } from "./rules/destination-rules.ts";

/** Data that goes to another account from now on, and what another account may use; apart from policies. */
export const destinationDecisions = (view: PlanView, account: string | undefined): readonly Decision[] =>
  view.changes
    .filter(({ mode, after }) => mode === "managed" && after !== undefined)
    .flatMap((change) =>
      DESTINATION_RULES.filter(
        ({ type, evenNew }) => type.test(change.type) && (evenNew || change.before !== undefined),
      ).flatMap((rule) => decisions(change, rule, account, view)),
    );

function decisions(
  change: ResourceChange,
  { path, text }: DestinationRule,
  account: string | undefined,
  { plan }: PlanView,
): readonly Decision[] {
  const before = accountsAt(change.before, path).map(([, of]) => of);
  // Where nothing says whose plan it is, the account of before is the one it was meant for.
  const own = account === undefined ? before : [account, ...before];
  const foreign = accountsAt(change.after, path).filter(([, of]) => own.length > 0 && !own.includes(of));
  if (foreign.length === 0) return [];
  const names = [...new Set(foreign.map(([name]) => name))];
  const whom = new Set(foreign.map(([, of]) => of)).size === 1 ? "another account" : "other accounts";
  return [
    iamDecision(change, [
      ...resourceName(change),
      ` ${text} ${whom}: `,
      ...codes(names.map(plan.scrub)),
      ".",
    ]),
  ];
}

/** What names an account at a path, with that account; a text may be a list with commas. */
const accountsAt = (
  side: ResourceChange["after"],
  path: string,
): readonly (readonly [name: string, account: string])[] =>
  valuesAt(side, path)
    .flatMap((value) => value.split(/,\s*/))
    .flatMap((name) => {
      const of = accountIn(name);
      return of === undefined ? [] : [[name, of] as const];
    });
