import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** Attributes that name another object by its id or name, and the type of that object. */
const REFERENCES: Readonly<Record<string, RegExp>> = {
  bucket: /^aws_s3_bucket$/,
  queue_url: /^aws_sqs_queue$/,
  event_bus_name: /^aws_cloudwatch_event_bus$/,
  rule: /^aws_cloudwatch_event_rule$/,
  role: /^aws_iam_role$/,
  user: /^aws_iam_user$/,
  group: /^aws_iam_group$/,
  function_name: /^aws_lambda_(?:function|alias)$/,
  table_name: /^aws_dynamodb_table$/,
  log_group_name: /^aws_cloudwatch_log_group$/,
  topic: /^aws_sns_topic$/,
  api_id: /^aws_apigatewayv2_api$/,
  rest_api_id: /^aws_api_gateway_rest_api$/,
  repository: /^aws_ecr_repository$/,
  secret_id: /^aws_secretsmanager_secret$/,
  key_id: /^aws_kms_key$/,
  security_group_id: /^aws_security_group$/,
  cluster_identifier: /^aws_(?:rds|docdb|neptune)_cluster$/,
  user_pool_id: /^aws_cognito_user_pool$/,
};

/**
 * For each object that is lost because another one is, that other one: an attribute that forces the replacement, or any attribute of
 * something destroyed, holds the name of it. The first of a chain leads all of it.
 */
export function leaders(lost: readonly ResourceChange[]): ReadonlyMap<ResourceChange, ResourceChange> {
  const byName = new Map<string, ResourceChange[]>();
  for (const change of lost) {
    for (const name of new Set(["arn", "url", "id", "name"].flatMap((key) => texts(change.before?.[key])))) {
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
      .flatMap((name) => byName.get(name) ?? [])
      .find((other) => type?.test(other.type) && other !== change);
    if (leader !== undefined) return leader;
  }
  return undefined;
}

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
  return current;
}

const texts = (value: Json | undefined): readonly string[] =>
  typeof value === "string" && value !== "" ? [value] : [];
