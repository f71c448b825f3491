import { type Json, type JsonObject, parsedJson } from "../plan/json.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** One value of a resource, on both sides of a change; undefined where there is none. */
export interface Setting {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** The value after shows after apply only. */
  readonly unknown: boolean;
  /** Whether it stands in a block, which may not be there. */
  readonly isNested: boolean;
}

/**
 * The value at a path such as `logging_configuration.level` or `redrive_policy.maxReceiveCount`: blocks of which there can be one are lists
 * of one, and a text may be a JSON object.
 */
export const settingAt = (
  change: Pick<ResourceChange, "before" | "after" | "unknown">,
  path: string,
): Setting => ({
  before: valueAt(change.before, path),
  after: valueAt(change.after, path),
  unknown: unknownAt(change.unknown, path),
  isNested: path.includes("."),
});

function valueAt(object: JsonObject | undefined, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path.split(".")) {
    if (Array.isArray(value)) value = value[0];
    if (typeof value === "string") value = parsedJson(value);
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as JsonObject)[step]
        : undefined;
  }
  return value;
}

function unknownAt(unknown: JsonObject, path: string): boolean {
  let value: Json | undefined = unknown;
  for (const step of path.split(".")) {
    if (value === true) return true;
    if (Array.isArray(value)) value = value[0];
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as JsonObject)[step]
        : undefined;
  }
  return value === true || (Array.isArray(value) && value[0] === true);
}
