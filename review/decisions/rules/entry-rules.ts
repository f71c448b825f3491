import { isJsonObject, type Json } from "../../plan/json.ts";
import type { Gate } from "../decision.ts";
import type { Setting } from "../setting.ts";
import { olderTlsInList } from "../versions.ts";
import { from, gone, less, more, off, other, to } from "../weaker.ts";

/** A setting in the entries of a list, each of which has a name. */
export interface EntryRule {
  readonly gate: Gate;
  readonly type: RegExp;
  readonly list: string;
  /** The attribute that names an entry. */
  readonly key: string;
  /** Where in the entry; see `settingAt`. */
  readonly path: string;
  readonly weaker: (setting: Setting) => boolean;
  /** Where an entry says what makes up for it. */
  readonly unless?: string;
  /** As it reads between the resource and the names of the entries, and behind them. */
  readonly text: readonly [before: string, after: string];
}

const inList =
  (type: RegExp, list: string, key: string) =>
  (gate: Gate, path: string, weaker: EntryRule["weaker"], text: EntryRule["text"]): EntryRule => ({
    ...{ gate, type, list, key, path, weaker, text },
  });

const index = inList(/^aws_dynamodb_table$/, "global_secondary_index", "name");
const replica = inList(/^aws_dynamodb_table$/, "replica", "region_name");
const behavior = inList(/^aws_cloudfront_distribution$/, "ordered_cache_behavior", "path_pattern");
const origin = inList(/^aws_cloudfront_distribution$/, "origin", "origin_id");
const route = inList(/^aws_apigatewayv2_stage$/, "route_settings", "route_key");
const copy = inList(/^aws_s3_bucket_replication_configuration$/, "rule", "id");
const firewall = inList(/^aws_wafv2_(?:web_acl|rule_group)$/, "rule", "name");
const query = inList(/^aws_cloudwatch_metric_alarm$/, "metric_query", "id");
const backup = inList(/^aws_backup_plan$/, "rule", "rule_name");

/** Names of the rules of a group that are counted or let through where the group would block. */
const letThrough = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((one: Json) =>
    isJsonObject(one) &&
    /"(?:count|allow)":\[/.test(JSON.stringify(one.action_to_use ?? null).replaceAll(":[]", ""))
      ? [String(one.name)]
      : [],
  );

const moreLetThrough: EntryRule["weaker"] = ({ before, after }) =>
  letThrough(after).some((name) => !letThrough(before).includes(name));

/** By attribute names of the AWS provider. */
export const ENTRY_RULES: readonly EntryRule[] = [
  ...["hash_key", "range_key", "projection_type"].map((path) =>
    index("destroy", path, other, ["builds the index ", " anew: queries of it fail until it is there"]),
  ),
  index("capacity", "read_capacity", less, ["lets the index ", " be read less often"]),
  index("capacity", "write_capacity", less, ["lets the index ", " be written less often"]),
  replica("protection", "point_in_time_recovery", off, [
    "can no longer restore its copy in ",
    " to a point in time",
  ]),
  replica("protection", "deletion_protection_enabled", off, ["no longer protects its copy in ", ""]),
  behavior("protection", "viewer_protocol_policy", to("allow-all"), [
    "lets ",
    " be called without encryption",
  ]),
  behavior("public", "trusted_key_groups", gone, ["no longer asks for signed addresses of ", ""]),
  origin("protection", "origin_access_control_id", gone, [
    "no longer signs what it asks of ",
    ": the origin answers only if everybody may read it",
  ]),
  origin("protection", "custom_origin_config.origin_protocol_policy", from("https-only"), [
    "may call ",
    " without encryption",
  ]),
  origin("protection", "custom_origin_config.origin_ssl_protocols", olderTlsInList, [
    "calls ",
    " with an older encryption",
  ]),
  {
    ...origin("protection", "s3_origin_config.origin_access_identity", gone, [
      "no longer signs what it asks of ",
      ": the origin answers only if everybody may read it",
    ]),
    unless: "origin_access_control_id",
  },
  behavior("protection", "response_headers_policy_id", gone, [
    "no longer adds the headers of its policy, which may protect browsers, for ",
    "",
  ]),
  ...["burst", "rate"].map((kind) =>
    route("capacity", `throttling_${kind}_limit`, less, ["takes fewer requests for ", ""]),
  ),
  copy("protection", "status", to("Disabled"), ["no longer copies what the rule ", " copied"]),
  firewall("protection", "statement.rate_based_statement.limit", more, [
    "lets more requests through by the rule ",
    "",
  ]),
  firewall("protection", "statement.managed_rule_group_statement.rule_action_override", moreLetThrough, [
    "only counts, or lets through, more of what the rule ",
    " finds",
  ]),
  query("protection", "expression", other, ["works out ", " in another way: it may alarm in other cases"]),
  query("protection", "metric.metric_name", other, ["takes another metric for ", ""]),
  backup("protection", "lifecycle.delete_after", less, ["keeps backups of ", " for a shorter time"]),
];
