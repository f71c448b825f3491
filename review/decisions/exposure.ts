import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import type { Inline } from "../page/document.ts";
import type { Json } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { settingAt } from "./setting.ts";

interface Exposure {
  readonly type: RegExp;
  /** What is open after and was not before; undefined if nothing is. As it reads after the resource's name. */
  readonly found: (change: ResourceChange) => string | undefined;
}

const EXPOSURES: readonly Exposure[] = [
  {
    type: /^aws_s3_(?:bucket|account)_public_access_block$/,
    found: (change) => {
      const flags = [
        "block_public_acls",
        "block_public_policy",
        "ignore_public_acls",
        "restrict_public_buckets",
      ];
      const opened = flags.filter((flag) => change.before?.[flag] === true && change.after?.[flag] === false);
      const never = change.action === "create" ? flags.filter((flag) => change.after?.[flag] === false) : [];
      const open = [...opened, ...never];
      return open.length === 0 ? undefined : `lets the bucket be made public: ${open.join(", ")} off`;
    },
  },
  {
    type: /^aws_s3_(?:bucket|bucket_acl|object)$/,
    found: (change) =>
      becomes(
        change,
        "acl",
        (value) => typeof value === "string" && /^public-|^authenticated-read$/.test(value),
        "can be read by everybody",
      ),
  },
  {
    type: /^aws_lambda_function_url$/,
    found: (change) =>
      becomes(
        change,
        "authorization_type",
        (value) => value === "NONE",
        "can be called by everybody on the internet",
      ),
  },
  {
    type: /^aws_(?:apigatewayv2_route|api_gateway_method)$/,
    found: (change) => {
      const path = change.type === "aws_apigatewayv2_route" ? "authorization_type" : "authorization";
      const { before, after } = settingAt(change, path);
      return typeof before === "string" && before !== "NONE" && before !== "" && after === "NONE"
        ? "can be called without authorization"
        : undefined;
    },
  },
  {
    type: /^aws_(?:lambda|lambda_layer_version)_permission$/,
    found: (change) => {
      const limited = ["source_arn", "source_account", "principal_org_id", "organization_id"].some(
        (key) => typeof change.after?.[key] === "string" || change.unknown[key] === true,
      );
      if (limited) return undefined;
      const what =
        change.type === "aws_lambda_permission"
          ? "lets everybody call the function"
          : "lets everybody use the layer";
      return becomes(change, "principal", (value) => value === "*", what);
    },
  },
  {
    type: /^aws_(?:security_group|default_security_group|security_group_rule|vpc_security_group_ingress_rule)$/,
    found: (change) => {
      if (change.type === "aws_security_group_rule" && change.after?.type === "egress") return undefined;
      const opened = openRanges(change.after).filter((range) => !openRanges(change.before).includes(range));
      return opened.length === 0 ? undefined : `lets the whole internet in: ${opened.join(", ")}`;
    },
  },
  {
    type: /^aws_(?:db_instance|rds_cluster_instance|dms_replication_instance|redshift_cluster|neptune_cluster_instance|mq_broker)$/,
    found: (change) => becomes(change, "publicly_accessible", isTrue, "can be reached from the internet"),
  },
  {
    type: /^aws_eks_cluster$/,
    found: (change) =>
      becomes(change, "vpc_config.endpoint_public_access", isTrue, "can be reached from the internet"),
  },
  {
    type: /^aws_(?:lb|alb|elb)$/,
    found: (change) =>
      settingAt(change, "internal").before === true && change.after?.internal === false
        ? "can be reached from the internet"
        : undefined,
  },
  {
    type: /^aws_ami_launch_permission$/,
    found: (change) => becomes(change, "group", (value) => value === "all", "lets everybody start the image"),
  },
  {
    type: /^aws_ssm_document$/,
    found: (change) =>
      becomes(
        change,
        "permissions.account_ids",
        (value) => value === "all" || value === "All",
        "can be used by everybody",
      ),
  },
];

/** What the plan opens to the internet, apart from policies. */
export function exposureDecisions(view: PlanView): readonly Decision[] {
  return view.changes
    .filter(({ after, mode }) => mode === "managed" && after !== undefined)
    .flatMap((change) =>
      EXPOSURES.filter(({ type }) => type.test(change.type)).flatMap(({ found }) => {
        const text = found(change);
        return text === undefined ? [] : [decision(change, [` ${text}.`])];
      }),
    );
}

const decision = (change: ResourceChange, text: Inline): Decision => ({
  gate: "public",
  stack: change.stack,
  address: change.address,
  rank: 5,
  text: [...resourceName(change), ...text],
  details: [],
});

const isTrue = (value: Json | undefined): boolean => value === true;

function becomes(
  change: ResourceChange,
  path: string,
  is: (value: Json | undefined) => boolean,
  text: string,
): string | undefined {
  const { before, after } = settingAt(change, path);
  return is(after) && !is(before) ? text : undefined;
}

/** `0.0.0.0/0 on port 22`, for each rule that lets everybody in. */
function openRanges(side: ResourceChange["after"]): readonly string[] {
  if (side === undefined) return [];
  const rules = Array.isArray(side.ingress) ? side.ingress : [side];
  return rules.flatMap((entry: Json) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return [];
    const rule = entry as { readonly [key: string]: Json };
    const ranges = [rule.cidr_blocks, rule.ipv6_cidr_blocks, rule.cidr_ipv4, rule.cidr_ipv6].flatMap(
      (value) => (Array.isArray(value) ? value : [value]),
    );
    return ranges
      .filter((range) => range === "0.0.0.0/0" || range === "::/0")
      .map((range) => `${String(range)} on ${ports(rule)}`);
  });
}

function ports({ from_port, to_port, protocol, ip_protocol }: { readonly [key: string]: Json }): string {
  if (protocol === "-1" || ip_protocol === "-1" || typeof from_port !== "number") return "every port";
  return from_port === to_port ? `port ${from_port}` : `ports ${from_port} to ${String(to_port)}`;
}
