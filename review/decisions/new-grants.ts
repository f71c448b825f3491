import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { valuesAt } from "../plan/values-at.ts";
import { isBroadManagedPolicy } from "../policies/is-broad-managed-policy.ts";
import { accountIn } from "./account-in.ts";
import type { Decision } from "./decision.ts";
import { iamDecision } from "./iam-decision.ts";

/** What gives somebody access just by being made. */
interface NewGrant {
  readonly type: RegExp;
  /** As it reads after the resource's name; undefined if it gives nothing that somebody has to know. */
  readonly text: (change: ResourceChange, view: PlanView, account: string | undefined) => Inline | undefined;
}

const NEW_GRANTS: readonly NewGrant[] = [
  {
    type: /^aws_iam_(?:access_key|service_specific_credential)$/,
    text: () => [" is a new access key, which works until somebody deletes it."],
  },
  {
    type: /^aws_iam_user_login_profile$/,
    text: () => [" is a new password, which works until somebody deletes it."],
  },
  { type: /^aws_kms_grant$/, text: keyGrant },
  { type: /^aws_ssoadmin_account_assignment$/, text: assignment },
  { type: /^aws_ssoadmin_managed_policy_attachment$/, text: managedPolicy },
];

/** Access that an object gives which the plan makes: keys, grants and assignments. */
export const newGrantDecisions = (view: PlanView, account: string | undefined): readonly Decision[] =>
  view.changes
    .filter(({ action }) => action === "create")
    .flatMap((change) =>
      NEW_GRANTS.filter(({ type }) => type.test(change.type)).flatMap(({ text }) => {
        const words = text(change, view, account);
        return words === undefined ? [] : [iamDecision(change, [...resourceName(change), ...words])];
      }),
    );

/** Of a key that was there; that of another account is told as such. */
function keyGrant(
  { after, unknown }: ResourceChange,
  { plan }: PlanView,
  account: string | undefined,
): Inline | undefined {
  const grantee = after?.grantee_principal;
  const other = accountIn(grantee);
  const isForeign = account !== undefined && other !== undefined && other !== account;
  if (unknown.key_id === true || unknown.grantee_principal === true || isForeign) return undefined;
  return [
    " lets ",
    code(grantee, plan.scrub),
    " use the key: ",
    ...codes(valuesAt(after, "operations")),
    ".",
  ];
}

function assignment({ after, unknown }: ResourceChange, { plan }: PlanView): Inline | undefined {
  if (unknown.permission_set_arn === true) return undefined;
  return [
    " lets ",
    code(after?.principal_id, plan.scrub),
    " into the account ",
    code(after?.target_id, plan.scrub),
    ".",
  ];
}

function managedPolicy({ after, unknown }: ResourceChange, { plan }: PlanView): Inline | undefined {
  const arn = after?.managed_policy_arn;
  const isBroad = typeof arn === "string" && isBroadManagedPolicy(arn);
  if (unknown.permission_set_arn === true && !isBroad) return undefined;
  return [
    " gives its permission set the policy ",
    code(arn, plan.scrub),
    isBroad ? ", which allows far more than one task needs." : ".",
  ];
}

const code = (value: Json | undefined, scrub: (text: string) => string): { readonly code: string } => ({
  code: typeof value === "string" ? scrub(value) : "(known after apply)",
});
