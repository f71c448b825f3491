import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { valuesAt } from "../plan/values-at.ts";
import { isBroadManagedPolicy } from "../policies/is-broad-managed-policy.ts";
import type { Decision } from "./decision.ts";
import { iamDecision } from "./iam-decision.ts";

/** A list of who has something, or of what somebody has. */
interface Holding {
  readonly type: RegExp;
  /** See `valuesAt`. */
  readonly list: string;
  /** The attribute that names the other side; undefined for the resource itself. */
  readonly other?: string;
  /** What the new entries are, as it reads between the resource and them, and behind them. */
  readonly text: readonly [before: string, after: string];
  /** The attribute or list whose entries are ARNs of policies, of which broad ones count even where all is new. */
  readonly policies?: string;
}

const HOLDINGS: readonly Holding[] = [
  {
    type: /^aws_iam_(?:role|user|group)_policy_attachments_exclusive$/,
    list: "policy_arns",
    text: ["gives the policy ", ""],
    policies: "policy_arns",
  },
  {
    type: /^aws_iam_role$/,
    list: "managed_policy_arns",
    text: ["gets the policy ", ""],
    policies: "managed_policy_arns",
  },
  ...["roles", "users", "groups"].map((list) => ({
    type: /^aws_iam_policy_attachment$/,
    list,
    other: "policy_arn",
    text: ["gives ", " the policy "] as const,
    policies: "policy_arn",
  })),
  {
    type: /^aws_s3_bucket_acl$/,
    list: "access_control_policy.grant.grantee.id",
    text: ["gives access to the bucket to ", ""],
  },
  { type: /^aws_iam_user_group_membership$/, list: "groups", text: ["puts the user into ", ""] },
  { type: /^aws_iam_group_membership$/, list: "users", other: "group", text: ["puts ", " into the group "] },
  { type: /^aws_iam_openid_connect_provider$/, list: "client_id_list", text: ["takes tokens for ", ""] },
  ...(
    [
      ["callback_urls", "sends those who signed in to "],
      ["write_attributes", "lets users change "],
      ["supported_identity_providers", "takes sign-ins of "],
      ["allowed_oauth_flows", "takes sign-ins by "],
      ["allowed_oauth_scopes", "gives tokens the scope "],
    ] as const
  ).map(([list, before]) => ({
    type: /^aws_cognito_user_pool_client$/,
    list,
    text: [before, ""] as const,
  })),
  {
    type: /^aws_apigatewayv2_authorizer$/,
    list: "jwt_configuration.audience",
    text: ["takes tokens for ", ""],
  },
  {
    type: /^aws_api_gateway_authorizer$/,
    list: "provider_arns",
    text: ["takes tokens of the users of ", ""],
  },
  {
    type: /^aws_lambda_code_signing_config$/,
    list: "allowed_publishers.signing_profile_version_arns",
    text: ["takes code signed by ", ""],
  },
];

/** Who gets a policy, joins a group, or is let in by a token, where a list in a resource says so. */
export const holderDecisions = (view: PlanView): readonly Decision[] =>
  view.changes
    .filter(({ mode, after }) => mode === "managed" && after !== undefined)
    .flatMap((change) =>
      HOLDINGS.filter(({ type }) => type.test(change.type)).flatMap((holding) =>
        gainOf(holding, change, view),
      ),
    );

function gainOf(holding: Holding, change: ResourceChange, view: PlanView): readonly Decision[] {
  const { list, other, text } = holding;
  const before = new Set(valuesAt(change.before, list));
  const gained = valuesAt(change.after, list).filter((name) => !before.has(name));
  const broad = valuesAt(change.after, holding.policies ?? "").some(
    (arn) => isBroadManagedPolicy(arn) && (holding.policies !== list || gained.includes(arn)),
  );
  // What is new is made for what it holds, unless that is nearly everything.
  if (gained.length === 0 || (change.before === undefined && !broad)) return [];
  const [name = ""] = other === undefined ? [] : valuesAt(change.after, other);
  const sentence: Inline = [
    ...resourceName(change),
    ` ${text[0]}`,
    ...codes(gained.map(view.plan.scrub)),
    text[1],
    ...(other === undefined ? [] : [{ code: name === "" ? "(known after apply)" : view.plan.scrub(name) }]),
    broad ? ", which allows far more than one task needs." : ".",
  ];
  return [iamDecision(change, sentence)];
}
