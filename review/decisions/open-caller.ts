import type { PlanView } from "../changes/plan-view.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { isOfNew } from "./is-of-new.ts";

const LIMITS = ["source_arn", "source_account", "principal_org_id", "organization_id", "event_source_token"];

/**
 * A permission by which everybody may call a function: it names nobody, or a service of AWS that calls for every account ("The confused
 * deputy problem", IAM documentation). What a plan makes together with the function is the function's own affair, as long as it names a service.
 */
export function openCaller(change: ResourceChange, view: PlanView): string | undefined {
  const { before, after, unknown, type } = change;
  if (LIMITS.some((key) => isSet(after?.[key]) || unknown[key] === true)) return undefined;
  const wasOpen = before !== undefined && !LIMITS.some((key) => isSet(before[key]));
  const { principal } = after ?? {};
  if (principal === "*") {
    if ((wasOpen && before.principal === "*") || isOfOpenUrl(change, view)) return undefined;
    return type === "aws_lambda_permission"
      ? "lets everybody call the function"
      : "lets everybody use the layer";
  }
  if (typeof principal !== "string" || !/^[\w.-]+\.amazonaws\.com$/.test(principal)) return undefined;
  if (
    (wasOpen && before.principal === principal) ||
    isOfNew(change, "function_name", /^aws_lambda_function$/, view)
  )
    return undefined;
  return `lets ${principal} call the function for every account: neither source_arn nor source_account limits it`;
}

const isSet = (value: unknown): boolean => typeof value === "string" && value !== "";

/** An address of the function that this plan opens to everybody is told of itself; it needs such a permission. */
const isOfOpenUrl = ({ after, unknown }: ResourceChange, view: PlanView): boolean =>
  (after?.function_url_auth_type === "NONE" || after?.invoked_via_function_url === true) &&
  view.changes.some(
    (other) =>
      other.type === "aws_lambda_function_url" &&
      other.after?.authorization_type === "NONE" &&
      other.before?.authorization_type !== "NONE" &&
      (other.after.function_name === after.function_name ||
        (unknown.function_name === true && other.unknown.function_name === true)),
  );
