import { difference, isNothing } from "../changes/difference.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { ProtectionRule } from "./protection-rule.ts";
import { settingAt } from "./setting.ts";
import { isKeyOfAws } from "./weaker.ts";

/** Whether another attribute makes up for what one has less of. */
export function isMoot({ type, before, after, unknown }: ResourceChange, { path }: ProtectionRule): boolean {
  // A queue goes from one kind of encryption to a better one by turning the first off.
  if (path === "sqs_managed_sse_enabled")
    return !isNothing(after?.kms_master_key_id) || unknown.kms_master_key_id === true;
  // What SQS encrypts with its own key is encrypted as well as by the key that KMS keeps for it.
  if (path === "kms_master_key_id" && isKeyOfAws(before?.[path]))
    return after?.sqs_managed_sse_enabled === true;
  // A rule says in one of two attributes whether it runs, and may go over to the other.
  if (type === "aws_cloudwatch_event_rule" && (path === "state" || path === "is_enabled"))
    return before?.state === "DISABLED" || before?.is_enabled === false;
  if (path === "ttl.attribute_name")
    return settingAt({ before, after, unknown }, "ttl.enabled").after !== true;
  if (/_token_validity$/.test(path)) {
    return difference(before?.token_validity_units, after?.token_validity_units, undefined) !== "same";
  }
  // Nobody is asked for a scope where nobody is asked for anything.
  if (path === "authorization_scopes") return (after?.authorization_type ?? after?.authorization) === "NONE";
  // A table that is paid by request has no capacity to be less.
  return /^(?:read|write)_capacity$/.test(path) && after?.billing_mode === "PAY_PER_REQUEST";
}
