import { holdsTrue } from "../changes/difference.ts";
import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import { codes } from "../page/joined.ts";
import { isReplacement } from "../plan/actions.ts";
import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { valuesAt } from "../plan/values-at.ts";
import type { Decision, Gate } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";

/** A list of a resource whose entries each do something of their own. */
interface Part {
  readonly type: RegExp;
  /** Where the list is; with dots, every list on the way is gone through (`valuesAt`). */
  readonly list: string;
  /** The attribute of an entry that names it; undefined where the entries are texts. */
  readonly key?: string;
  /** Which entries count; undefined for all. */
  readonly counts?: (entry: JsonObject) => boolean;
  /** What the resource does without the entries that are gone, whose names stand between the two. */
  readonly text: readonly [before: string, after: string];
  readonly gate: Gate;
  readonly rank: number;
  /** Whether the loss of all entries is told by a rule about the whole list. */
  readonly unlessEmpty?: boolean;
}

const protects = { gate: "protection", rank: 30 } as const;

const PARTS: readonly Part[] = [
  {
    type: /^aws_dynamodb_table$/,
    list: "replica",
    key: "region_name",
    text: ["loses its copy in ", ""],
    gate: "destroy",
    rank: 0,
  },
  {
    type: /^aws_dynamodb_table$/,
    list: "global_secondary_index",
    key: "name",
    text: ["loses the index ", ": queries of it fail"],
    gate: "destroy",
    rank: 10,
  },
  ...[
    ["lambda_function", "lambda_function_arn"],
    ["queue", "queue_arn"],
    ["topic", "topic_arn"],
  ].map(([list = "", key = ""]) => ({
    type: /^aws_s3_bucket_notification$/,
    list,
    key,
    text: ["no longer tells ", " of uploads"] as const,
    ...protects,
  })),
  {
    type: /^aws_cloudwatch_(?:metric|composite)_alarm$/,
    list: "alarm_actions",
    text: ["no longer alarms ", ""],
    ...protects,
    unlessEmpty: true,
  },
  {
    type: /^aws_wafv2_web_acl$/,
    list: "rule",
    key: "name",
    text: ["no longer enforces the rule ", ""],
    ...protects,
    counts: (entry) =>
      !/"count":\[\{/.test(JSON.stringify([entry.action ?? null, entry.override_action ?? null])),
  },
  {
    type: /^aws_secretsmanager_secret$/,
    list: "replica",
    key: "region",
    text: ["loses its copy in ", ""],
    gate: "destroy",
    rank: 0,
  },
  {
    type: /^aws_apigatewayv2_stage$/,
    list: "route_settings",
    key: "route_key",
    text: ["no longer limits how many requests come in for ", ""],
    ...protects,
    counts: (entry) => Number(entry.throttling_rate_limit) > 0,
  },
  ...["default_cache_behavior", "ordered_cache_behavior"].flatMap((behavior) =>
    [
      `${behavior}.function_association.function_arn`,
      `${behavior}.lambda_function_association.lambda_arn`,
    ].map((list) => ({
      type: /^aws_cloudfront_distribution$/,
      list,
      text: ["no longer runs ", " before it answers"] as const,
      ...protects,
    })),
  ),
  ...["policy_document", "policy"].map((attribute) => ({
    type: /^aws_(?:cloudwatch_log|sns_topic)_data_protection_policy$/,
    list: `${attribute}.Statement.DataIdentifier`,
    text: ["no longer looks for ", ""] as const,
    ...protects,
  })),
  ...["default_action", "action"].map((list) => ({
    type: /^aws_(?:lb|alb)_listener(?:_rule)?$/,
    list,
    key: "type",
    counts: ({ type }: JsonObject) => String(type).startsWith("authenticate-"),
    text: ["no longer asks who calls (", ")"] as const,
    gate: "public" as const,
    rank: 5,
  })),
  {
    type: /^aws_backup_plan$/,
    list: "rule",
    key: "rule_name",
    text: ["no longer makes the backups of ", ""],
    ...protects,
  },
  {
    type: /^aws_s3_bucket_replication_configuration$/,
    list: "rule",
    key: "id",
    text: ["no longer copies what the rule ", " copied"],
    ...protects,
  },
];

/** Entries that an update takes out of a list, such as an index of a table or a rule of a firewall. */
export function lostPartDecisions(view: PlanView): readonly Decision[] {
  return view.changes
    .filter(({ action, mode }) => mode === "managed" && (action === "update" || isReplacement(action)))
    .flatMap((change) =>
      PARTS.filter(({ type }) => type.test(change.type)).flatMap((part) => lostOf(part, change, view)),
    );
}

function lostOf(part: Part, change: ResourceChange, view: PlanView): readonly Decision[] {
  const { text, gate, rank } = part;
  const left = names(change.after, part);
  const lost = [...names(change.before, part)].filter((name) => !left.has(name));
  const isTold = part.unlessEmpty === true && left.size === 0;
  // A name that shows after apply may be the one that seems to be gone.
  if (lost.length === 0 || isTold || hasUnknownNames(change, part)) return [];
  const sentence: Inline = [
    ...resourceName(change),
    ` ${text[0]}`,
    ...codes(lost.map(view.plan.scrub)),
    `${text[1]}.`,
  ];
  return [decisionAbout(change, { gate, rank, text: sentence })];
}

/** Of a version of a function, the function. */
const names = (side: ResourceChange["after"], { list, key, counts }: Part): ReadonlySet<string> =>
  new Set(
    list.includes(".")
      ? valuesAt(side, list).map((name) => name.replace(/(:function:[\w-]+):\d+$/, "$1"))
      : [side?.[list]].flat().flatMap((entry: Json | undefined) => {
          if (counts !== undefined && !(isJsonObject(entry) && counts(entry))) return [];
          const name = key === undefined ? entry : isJsonObject(entry) ? entry[key] : undefined;
          return typeof name === "string" && name !== "" ? [name] : [];
        }),
  );

function hasUnknownNames({ unknown }: ResourceChange, { list, key }: Part): boolean {
  const marks = unknown[list.split(".")[0] ?? ""];
  if (marks === true || list.includes(".")) return holdsTrue(marks);
  return (
    Array.isArray(marks) &&
    marks.some(
      (mark: Json) => mark === true || (isJsonObject(mark) && key !== undefined && mark[key] === true),
    )
  );
}
