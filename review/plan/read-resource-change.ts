import { actionOf } from "./actions.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { maskSecrets } from "./mask-secrets.ts";
import type { Mask } from "./masked.ts";
import type { ResourceChange } from "./plan.ts";

/** An entry of `resource_changes` or `resource_drift`; undefined if it is none. */
export function readResourceChange(
  entry: Json,
  { stack, mask }: { readonly stack: string; readonly mask: Mask },
): ResourceChange | undefined {
  if (!isJsonObject(entry) || !isJsonObject(entry.change) || typeof entry.address !== "string")
    return undefined;
  const { change } = entry;
  const action = Array.isArray(change.actions) ? actionOf(change.actions) : undefined;
  if (action === undefined) return undefined;
  const side = (value: Json | undefined): JsonObject | undefined => {
    const masked = maskSecrets(value ?? null, change.before_sensitive, change.after_sensitive, mask);
    return isJsonObject(masked) ? masked : undefined;
  };
  // Most of a plan is what stays: both sides are the same then, and walked once.
  const before = side(change.before);
  const after = action === "no-op" ? before : side(change.after);
  return {
    stack,
    address: entry.address,
    ...text("previousAddress", entry.previous_address),
    module: typeof entry.module_address === "string" ? entry.module_address : "",
    mode: entry.mode === "data" ? "data" : "managed",
    type: typeof entry.type === "string" ? entry.type : "",
    name: typeof entry.name === "string" ? entry.name : "",
    ...text("deposed", entry.deposed),
    action,
    ...text("reason", entry.action_reason),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    unknown: isJsonObject(change.after_unknown) ? change.after_unknown : {},
    replacedFor: firstSteps(change.replace_paths),
    imported: change.importing !== undefined && change.importing !== null,
  };
}

const text = <K extends string>(key: K, value: Json | undefined): { readonly [P in K]?: string } =>
  typeof value === "string" && value !== "" ? ({ [key]: value } as { [P in K]: string }) : {};

const firstSteps = (paths: Json | undefined): readonly string[] =>
  Array.isArray(paths)
    ? [
        ...new Set(
          paths.flatMap((path: Json) =>
            Array.isArray(path) && typeof path[0] === "string" ? [path[0]] : [],
          ),
        ),
      ]
    : [];
