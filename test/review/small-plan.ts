import type { Plan } from "../../review/plan/plan.ts";
import { readPlan } from "../../review/plan/read-plan.ts";

/** What a change of a made-up plan says; the rest is as Terraform has it for an update. */
export interface SmallChange {
  readonly address: string;
  readonly actions?: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly unknown?: object;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  readonly replacePaths?: readonly (readonly unknown[])[];
  readonly reason?: string;
}

/** The text of a plan with a few changes. */
export function smallPlanText(changes: readonly SmallChange[], more: object = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: changes.map(entry),
    complete: true,
    errored: false,
    ...more,
  });
}

export const smallPlan = (changes: readonly SmallChange[], more: object = {}): Plan =>
  readPlan(smallPlanText(changes, more), "plan.json");

/** An entry of `resource_changes` or `resource_drift`. */
export function entry(change: SmallChange): object {
  const [type = "", name = ""] = change.address.replace(/\[.*$/, "").split(".").slice(-2);
  return {
    address: change.address,
    mode: change.address.includes("data.") ? "data" : "managed",
    type,
    name,
    ...(change.reason === undefined ? {} : { action_reason: change.reason }),
    change: {
      actions: change.actions ?? ["update"],
      before: change.before ?? null,
      after: change.after ?? null,
      after_unknown: change.unknown ?? {},
      before_sensitive: change.beforeSensitive ?? {},
      after_sensitive: change.afterSensitive ?? {},
      ...(change.replacePaths === undefined ? {} : { replace_paths: change.replacePaths }),
    },
  };
}
