import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { lossOf } from "./what-is-lost.ts";

const CALLED = /^aws_(?:lambda_(?:function|alias)|sqs_queue|sns_topic|sfn_state_machine|kinesis_stream)$/;

/** Attributes that name another object by its ARN, id or name, and the type of that object. */
const REFERENCES: Readonly<Record<string, RegExp>> = {
  bucket: /^aws_s3_bucket$/,
  queue_url: /^aws_sqs_queue$/,
  event_bus_name: /^aws_cloudwatch_event_bus$/,
  rule: /^aws_cloudwatch_event_rule$/,
  role: /^aws_iam_role$/,
  role_name: /^aws_iam_role$/,
  user: /^aws_iam_user$/,
  group: /^aws_iam_group$/,
  policy_arn: /^aws_iam_policy$/,
  function_name: /^aws_lambda_(?:function|alias)$/,
  table_name: /^aws_dynamodb_table$/,
  global_table_arn: /^aws_dynamodb_table$/,
  log_group_name: /^aws_cloudwatch_log_group$/,
  topic: /^aws_sns_topic$/,
  topic_arn: /^aws_sns_topic$/,
  // Of the policy of a topic, and of a target of a rule.
  arn: CALLED,
  // Of a permission to call a function.
  source_arn:
    /^aws_(?:cloudwatch_event_rule|s3_bucket|sns_topic|apigatewayv2_api|api_gateway_rest_api|scheduler_schedule)$/,
  event_source_arn: /^aws_(?:sqs_queue|kinesis_stream|dynamodb_table|cloudwatch_event_bus)$/,
  source: /^aws_(?:sqs_queue|kinesis_stream|dynamodb_table)$/,
  state_machine_arn: /^aws_sfn_state_machine$/,
  stream_name: /^aws_kinesis_stream$/,
  group_name: /^aws_scheduler_schedule_group$/,
  api_id: /^aws_(?:apigatewayv2_api|appsync_graphql_api)$/,
  rest_api_id: /^aws_api_gateway_rest_api$/,
  // `integrations/a1b2c3`, and `table/orders` of what grows and shrinks with its use.
  target: /^aws_apigatewayv2_integration$/,
  resource_id: /^aws_(?:dynamodb_table|appautoscaling_target)$/,
  web_acl_arn: /^aws_wafv2_web_acl$/,
  repository: /^aws_ecr_repository$/,
  secret_id: /^aws_secretsmanager_secret$/,
  secret_arn: /^aws_secretsmanager_secret$/,
  key_id: /^aws_kms_key$/,
  target_key_id: /^aws_kms_key$/,
  security_group_id: /^aws_security_group$/,
  file_system_id: /^aws_efs_file_system$/,
  zone_id: /^aws_route53_zone$/,
  vpc_id: /^aws_vpc$/,
  cluster_identifier: /^aws_(?:rds|docdb|neptune)_cluster$/,
  user_pool_id: /^aws_cognito_user_pool$/,
  identity_pool_id: /^aws_cognito_identity_pool$/,
};

/**
 * For each object that is lost because another one is, that other one: an attribute that forces the replacement, or any attribute of
 * something destroyed, holds the name of it. The first of a chain leads all of it.
 */
export function leaders(lost: readonly ResourceChange[]): ReadonlyMap<ResourceChange, ResourceChange> {
  const byName = new Map<string, ResourceChange[]>();
  for (const change of lost) {
    for (const name of new Set(
      ["arn", "url", "id", "name", "key_id", "execution_arn", "stream_arn"].flatMap((key) =>
        texts(change.before?.[key]),
      ),
    )) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [change]);
      else known.push(change);
    }
  }
  const direct = new Map<ResourceChange, ResourceChange>();
  for (const change of lost) {
    const leader = leaderOf(change, byName);
    if (leader !== undefined) direct.set(change, leader);
  }
  const found = new Map<ResourceChange, ResourceChange>();
  for (const change of direct.keys()) {
    const first = firstOf(change, direct);
    if (first !== change) found.set(change, first);
  }
  return found;
}

function leaderOf(
  change: ResourceChange,
  byName: ReadonlyMap<string, readonly ResourceChange[]>,
): ResourceChange | undefined {
  const before = change.before ?? {};
  for (const attribute of change.replacedFor.length > 0 ? change.replacedFor : Object.keys(REFERENCES)) {
    const type = Object.hasOwn(REFERENCES, attribute) ? REFERENCES[attribute] : undefined;
    const value = Object.hasOwn(before, attribute) ? texts(before[attribute]) : [];
    const leader = value
      .flatMap((name) => namesIn(name, attribute).flatMap((part) => byName.get(part) ?? []))
      .find((other) => type?.test(other.type) && mayLead(other, change));
    if (leader !== undefined) return leader;
  }
  return undefined;
}

/** A permission for an API names its stage, method and path behind its ARN; others name a kind before an id. */
function namesIn(text: string, attribute: string): readonly string[] {
  const part = { source_arn: 0, target: 1, resource_id: 1 }[attribute];
  return part === undefined ? [text] : [text, text.split("/", 2)[part] ?? ""];
}

/** What only uses the other: a function its role, a parameter its key. */
const STANDS_ALONE = /^aws_(?:lambda_function|sfn_state_machine|ssm_parameter|sqs_queue|sns_topic)$/;

/** What is not made again is lost on its own where the other is, and what holds data under something that holds none. */
const mayLead = (leader: ResourceChange, change: ResourceChange): boolean =>
  leader.type !== change.type &&
  !STANDS_ALONE.test(change.type) &&
  (leader.action === "delete" || change.action !== "delete") &&
  (lossOf(leader)?.kind === "data" || lossOf(change)?.kind !== "data");

function firstOf(
  change: ResourceChange,
  direct: ReadonlyMap<ResourceChange, ResourceChange>,
): ResourceChange {
  const seen = new Set<ResourceChange>();
  let current = change;
  for (let next = direct.get(current); next !== undefined && !seen.has(next); next = direct.get(current)) {
    seen.add(current);
    current = next;
  }
  // Of objects that name each other, none leads.
  return direct.has(current) ? change : current;
}

const texts = (value: Json | undefined): readonly string[] =>
  typeof value === "string" && value !== "" ? [value] : [];
