import type { PlanView } from "../changes/plan-view.ts";
import { resourceName } from "../changes/resource-name.ts";
import { isJsonObject, type Json, type JsonObject, onlyBlock } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Decision } from "./decision.ts";
import { decisionAbout } from "./decision-about.ts";
import { openCaller } from "./open-caller.ts";
import { openPorts, openSubnets } from "./open-ports.ts";
import { openRoute } from "./open-route.ts";
import { EXPOSURE_RULES } from "./rules/exposure-rules.ts";
import { settingAt } from "./setting.ts";

interface Exposure {
  readonly type: RegExp;
  /** What is open after and was not before, as it reads after the resource's name; undefined if nothing is. */
  readonly found: (change: ResourceChange, view: PlanView) => string | undefined;
}

/** What takes more than one attribute to see. */
const EXPOSURES: readonly Exposure[] = [
  { type: /^aws_s3_(?:bucket|account)_public_access_block$/, found: openBlock },
  { type: /^aws_s3_bucket_acl$/, found: openGrant },
  { type: /^aws_s3_bucket_cors_configuration$/, found: openOrigins },
  { type: /^aws_(?:lambda|lambda_layer_version)_permission$/, found: openCaller },
  { type: /^aws_cloudwatch_event_permission$/, found: openBus },
  { type: /^aws_(?:apigatewayv2_route|api_gateway_method)$/, found: openRoute },
  {
    type: /^aws_(?:(?:default_)?security_group|security_group_rule|vpc_security_group_ingress_rule|network_acl(?:_rule)?)$/,
    found: openPorts,
  },
  { type: /^aws_route$/, found: openSubnets },
  { type: /^aws_s3_access_point$/, found: openAccessPoint },
];

/** What the plan opens to the internet, apart from policies. */
export function exposureDecisions(view: PlanView): readonly Decision[] {
  return view.changes
    .filter(({ after, mode }) => mode === "managed" && after !== undefined)
    .flatMap((change) => [
      ...EXPOSURES.filter(({ type }) => type.test(change.type)).flatMap(({ found }) =>
        decisions(change, found(change, view)),
      ),
      ...EXPOSURE_RULES.filter(
        ({ type, evenNew }) => type.test(change.type) && (evenNew || change.before !== undefined),
      ).flatMap(({ path, opens, text }) =>
        decisions(change, opens(settingAt(change, path)) ? text : undefined),
      ),
    ]);
}

const decisions = (change: ResourceChange, text: string | undefined): readonly Decision[] =>
  text === undefined
    ? []
    : [
        decisionAbout(change, {
          gate: "public",
          rank: 5,
          text: [...resourceName(change), ` ${text}.`],
        }),
      ];

const FLAGS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

function openBlock({ before, after, unknown }: ResourceChange): string | undefined {
  return openFlags({ before, after, unknown }, "lets the bucket be made public");
}

function openAccessPoint({ before, after, unknown }: ResourceChange): string | undefined {
  const sides = [before, after, unknown].map((side) => onlyBlock(side?.public_access_block_configuration));
  return openFlags({ before: sides[0], after: sides[1], unknown: sides[2] ?? {} }, "can be made public");
}

function openFlags(
  { before, after, unknown }: { readonly [side in "before" | "after" | "unknown"]: JsonObject | undefined },
  text: string,
): string | undefined {
  const open = FLAGS.filter((flag) =>
    before === undefined
      ? after?.[flag] === false
      : before[flag] === true && after?.[flag] !== true && unknown?.[flag] !== true,
  );
  return open.length === 0 ? undefined : `${text}: ${open.join(", ")} off`;
}

function openGrant(change: ResourceChange): string | undefined {
  const groups = (side: ResourceChange["after"]): readonly string[] =>
    ["AllUsers", "AuthenticatedUsers"].filter((group) =>
      JSON.stringify(side?.access_control_policy ?? null).includes(`/groups/global/${group}"`),
    );
  const before = groups(change.before);
  return groups(change.after).some((group) => !before.includes(group))
    ? "gives everybody access to the bucket"
    : undefined;
}

function openOrigins({ before, after }: ResourceChange): string | undefined {
  const isOpen = (side: ResourceChange["after"]): boolean =>
    Array.isArray(side?.cors_rule) &&
    side.cors_rule.some(
      (rule: Json) =>
        isJsonObject(rule) && Array.isArray(rule.allowed_origins) && rule.allowed_origins.includes("*"),
    );
  return before !== undefined && isOpen(after) && !isOpen(before)
    ? "lets the pages of every site call it (CORS)"
    : undefined;
}

function openBus({ before, after, unknown }: ResourceChange): string | undefined {
  const isOpen = (side: ResourceChange["after"]): boolean =>
    side?.principal === "*" && !(Array.isArray(side.condition) && side.condition.length > 0);
  return isOpen(after) && !isOpen(before) && unknown.condition !== true
    ? "lets every account send events to the bus"
    : undefined;
}
