import { isLost } from "../decisions/what-is-lost.ts";
import { holdsPolicies } from "../permissions/policy-documents.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { AttributeChange } from "./attribute-changes.ts";
import { isNoise, settingChanges } from "./noise.ts";
import type { PlanView } from "./plan-view.ts";

/** The part of the page that tells of a change; each change has one, so that all are told and none is counted twice. */
export type Home =
  | "decisions"
  | "code"
  | "permissions"
  | "machines"
  | "events"
  | "layers"
  | "rest"
  | "forgotten"
  | "unknown"
  | "noise";

const BY_TYPE: readonly (readonly [RegExp, Home])[] = [
  [
    /^aws_lambda_(?:function|alias|function_url|function_event_invoke_config|provisioned_concurrency_config)$/,
    "code",
  ],
  [/^aws_lambda_layer_version$/, "layers"],
  [/^aws_lambda_(?:layer_version_)?permission$/, "permissions"],
  [/^aws_sfn_/, "machines"],
  [
    /^aws_(?:cloudwatch_event_(?:rule|target|bus|archive|connection|api_destination)|scheduler_schedule.*|pipes_pipe|lambda_event_source_mapping|sns_topic_subscription|s3_bucket_notification)$/,
    "events",
  ],
  [/^aws_iam_/, "permissions"],
];

/** What a part of the page is about: told there even if it is known after apply only. */
const CENTRAL =
  /^(?:definition|policy|assume_role_policy|event_pattern|layers|source_code_hash|image_uri|s3_object_version|input_transformer)$/;

export function homeOf(change: ResourceChange, view: PlanView): Home {
  if (change.mode === "data") return "unknown";
  if (change.action === "forget" || change.action === "create-then-forget") return "forgotten";
  if (isLost(change)) return "decisions";
  if (change.action === "update") {
    const settings = settingChanges(change, view.configured);
    if (settings.length > 0 && settings.every(({ name }) => isNoise(name))) return "noise";
    const told = ({ name, difference }: AttributeChange) => difference === "changed" || CENTRAL.test(name);
    if (!settings.some((setting) => !isNoise(setting.name) && told(setting))) return "unknown";
  }
  const home = BY_TYPE.find(([type]) => type.test(change.type))?.[1];
  if (home !== undefined) return home;
  const sides = [change.before, change.after];
  return change.type.startsWith("aws_") &&
    /polic/.test(change.type) &&
    sides.some((side) => side !== undefined && holdsPolicies(side))
    ? "permissions"
    : "rest";
}
