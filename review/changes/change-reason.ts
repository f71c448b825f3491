import type { ResourceChange } from "../plan/plan.ts";

const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "it is tainted",
  replace_by_request: "asked for with -replace",
  replace_by_triggers: "replace_triggered_by says so",
  delete_because_no_resource_config: "no longer in the configuration",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_wrong_repetition: "its count or for_each was added or taken away",
  delete_because_count_index: "its index is beyond count",
  delete_because_each_key: "its key is gone from for_each",
  delete_because_no_move_target: "the place it was moved to is not in the configuration",
  read_because_config_unknown: "its configuration is known after apply",
  read_because_dependency_pending: "it depends on what is changed",
  read_because_check_nested: "a check reads it",
};

/** Why Terraform does what it does, in words; undefined where it needs no reason ("Change Representation": action_reason). */
export function changeReason(change: ResourceChange): string | undefined {
  const { reason } = change;
  if (reason === "replace_because_cannot_update" || (reason === undefined && change.replacedFor.length > 0)) {
    return change.replacedFor.length === 0
      ? "it cannot be changed in place"
      : `${listed(change.replacedFor)} cannot be changed in place`;
  }
  if (reason === undefined) return undefined;
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason.replaceAll("_", " ");
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
