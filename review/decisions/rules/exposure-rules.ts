import { isNothing } from "../../changes/difference.ts";
import type { Setting } from "../setting.ts";
import { admits, from, gone, holds, off, on, to } from "../weaker.ts";

/** A setting that opens something. */
export interface ExposureRule {
  readonly type: RegExp;
  /** See `settingAt`. */
  readonly path: string;
  readonly opens: (setting: Setting) => boolean;
  /** What is open, as it reads after the resource's name. */
  readonly text: string;
  /** Whether it counts for something new too: there it may be what it is made for. */
  readonly evenNew: boolean;
}

const exposure =
  (evenNew: boolean) =>
  (type: RegExp, path: string, opens: ExposureRule["opens"], text: string): ExposureRule => ({
    ...{ type, path, opens, text, evenNew },
  });

const open = exposure(true);
const opened = exposure(false);

const MSK = /^aws_msk_cluster$/;

const noLongerAsked: ExposureRule["opens"] = ({ before, after, unknown }) =>
  !isNothing(before) && before !== "NONE" && (after ?? "NONE") === "NONE" && !unknown;

/** Ways to sign in that stand beside the first. */
const admitsApiKey: ExposureRule["opens"] = ({ before, after }) =>
  [after, before].map((side) => /"API_KEY"/.test(JSON.stringify(side ?? null))).join() === "true,false";

/** The policy of a network is a text with a list of rules. */
const admitsPublic: ExposureRule["opens"] = ({ before, after }) =>
  [after, before].map((side) => /"AllowFromPublic":\s*true/.test(String(side))).join() === "true,false";

/** What lets strangers in, by attribute names of the AWS provider. */
export const EXPOSURE_RULES: readonly ExposureRule[] = [
  open(
    /^aws_lambda_function_url$/,
    "authorization_type",
    to("NONE"),
    "can be called by everybody on the internet",
  ),
  opened(
    /^aws_apigatewayv2_route$/,
    "authorization_type",
    noLongerAsked,
    "can be called without authorization",
  ),
  opened(/^aws_api_gateway_method$/, "authorization", noLongerAsked, "can be called without authorization"),
  opened(
    /^aws_(?:apigatewayv2_route|api_gateway_method)$/,
    "api_key_required",
    off,
    "can be called without an API key",
  ),
  opened(
    /^aws_(?:apigatewayv2_api|api_gateway_rest_api)$/,
    "disable_execute_api_endpoint",
    off,
    "can be called at its default address too, past its own domain",
  ),
  opened(
    /^aws_api_gateway_rest_api$/,
    "endpoint_configuration.types",
    ({ before, after, unknown }) => holds(before, "PRIVATE") && !holds(after, "PRIVATE") && !unknown,
    "can be reached from the internet",
  ),
  opened(
    /^aws_(?:apigatewayv2|api_gateway)_domain_name$/,
    "mutual_tls_authentication.truststore_uri",
    gone,
    "no longer asks callers for a certificate",
  ),
  ...[
    [/^aws_lambda_function_url$/, "cors.allow_origins"],
    [/^aws_apigatewayv2_api$/, "cors_configuration.allow_origins"],
  ].map(([type, path]) =>
    opened(type as RegExp, String(path), admits("*"), "lets the pages of every site call it (CORS)"),
  ),
  opened(
    /^aws_cloudfront_distribution$/,
    "default_cache_behavior.trusted_key_groups",
    gone,
    "no longer asks for signed addresses",
  ),
  opened(
    /^aws_cognito_user_pool$/,
    "admin_create_user_config.allow_admin_create_user_only",
    off,
    "lets everybody sign up",
  ),
  open(
    /^aws_cognito_identity_pool$/,
    "allow_unauthenticated_identities",
    on,
    "gives credentials to everybody, without a sign-in",
  ),
  opened(
    /^aws_appsync_graphql_api$/,
    "authentication_type",
    to("API_KEY"),
    "can be called by everybody who has its API key",
  ),
  open(
    /^aws_s3_(?:bucket|bucket_acl|object)$/,
    "acl",
    to("public-read", "public-read-write", "authenticated-read"),
    "can be read by everybody",
  ),
  open(/^aws_/, "publicly_accessible", on, "can be reached from the internet"),
  open(/^aws_eks_cluster$/, "vpc_config.endpoint_public_access", on, "can be reached from the internet"),
  opened(
    /^aws_(?:lb|alb|elb)$/,
    "internal",
    ({ before, after }) => before === true && after === false,
    "can be reached from the internet",
  ),
  open(/^aws_ami_launch_permission$/, "group", to("all"), "lets everybody start the image"),
  open(/^aws_db_(?:cluster_)?snapshot$/, "shared_accounts", admits("all"), "can be copied by everybody"),
  open(/^aws_ssm_document$/, "permissions.account_ids", to("all", "All"), "can be used by everybody"),
  opened(/^aws_secretsmanager_secret_policy$/, "block_public_policy", off, "may let everybody in"),
  opened(
    /^aws_ebs_snapshot_block_public_access$/,
    "state",
    from("block-all-sharing", "block-new-sharing"),
    "lets snapshots be made public",
  ),
  opened(
    /^aws_appsync_graphql_api$/,
    "additional_authentication_provider",
    admitsApiKey,
    "can be called by everybody who has its API key",
  ),
  opened(MSK, "client_authentication.unauthenticated", on, "takes clients without authentication"),
  opened(
    MSK,
    "broker_node_group_info.connectivity_info.public_access.type",
    to("SERVICE_PROVIDED_EIPS"),
    "can be reached from the internet",
  ),
  open(
    /^aws_opensearchserverless_security_policy$/,
    "policy",
    admitsPublic,
    "can be reached from the internet",
  ),
  opened(/^aws_ecs_service$/, "network_configuration.assign_public_ip", on, "gets addresses of the internet"),
  opened(
    /^aws_subnet$/,
    "map_public_ip_on_launch",
    on,
    "gives addresses of the internet to what starts in it",
  ),
  opened(/^aws_elasticache_user$/, "no_password_required", on, "can sign in without a password"),
  opened(/^aws_transfer_server$/, "endpoint_type", to("PUBLIC"), "can be reached from the internet"),
];
