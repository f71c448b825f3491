import { isJsonObject, type Json } from "../plan/json.ts";
import type { Plan, ResourceChange } from "../plan/plan.ts";
import { type AttributeChange, attributeChanges } from "./attribute-changes.ts";
import { ECHOES } from "./echoes.ts";

/** An object that somebody changed outside of Terraform. */
export interface DriftedResource {
  readonly change: ResourceChange;
  /** What differs, without what AWS keeps of its own; empty for an object that is gone. */
  readonly attributes: readonly AttributeChange[];
}

/** What AWS itself counts, dates and numbers: it follows from any change, and is none of its own. */
const BOOKKEEPING =
  /^(?:last_modified|revision_id|version|version_id|etag|create_date|created_date|last_updated.*|last_changed.*|latest_version|default_version|qualified_(?:invoke_)?arn|source_code_size|status|state_change_reason|unique_id|tags_all|is_enabled|update_time|modify_index|serial)$/;

/** What really changed outside of Terraform; the rest of `resource_drift` was made by nobody. */
export function driftedResources(plan: Plan): readonly DriftedResource[] {
  const siblings = [...plan.changes, ...plan.drift];
  return plan.drift.flatMap((change) => {
    if (change.action === "delete" || change.action === "create") return [{ change, attributes: [] }];
    const attributes = attributeChanges(change).filter(
      ({ name }) => !BOOKKEEPING.test(name) && !isEcho(change, name, siblings),
    );
    return attributes.length === 0 ? [] : [{ change, attributes }];
  });
}

/** Whether an attribute shows what other resources of the plan set on the same object, and nothing beyond. */
function isEcho(change: ResourceChange, name: string, resources: readonly ResourceChange[]): boolean {
  const types = ECHOES[change.type];
  const type = types !== undefined && Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return false;
  const names = identities(change);
  const siblings = resources.filter((sibling) => type.test(sibling.type) && refersTo(sibling, names));
  return (
    siblings.length > 0 && entryNames(change.after?.[name]).every((entry) => refersToOne(siblings, entry))
  );
}

const refersToOne = (siblings: readonly ResourceChange[], name: string): boolean =>
  siblings.some((sibling) => refersTo(sibling, new Set([name])));

/** What tells the entries of a list apart: a policy that no sibling knows was added by somebody else. */
function entryNames(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: Json) => {
    if (typeof entry === "string") return [entry];
    if (!isJsonObject(entry)) return [];
    if (typeof entry.name === "string") return [entry.name];
    return ["cidr_blocks", "ipv6_cidr_blocks", "security_groups", "prefix_list_ids"].flatMap((key) => {
      const inner = Object.hasOwn(entry, key) ? entry[key] : undefined;
      return Array.isArray(inner) ? inner.filter((item: Json) => typeof item === "string") : [];
    });
  });
}

/** What others call an object by. */
function identities(change: ResourceChange): ReadonlySet<string> {
  const found = new Set<string>();
  for (const side of [change.before, change.after]) {
    for (const name of ["id", "arn", "name", "bucket", "url"]) addText(side?.[name], found);
  }
  return found;
}

const addText = (value: Json | undefined, found: Set<string>): void => {
  if (typeof value === "string" && value !== "") found.add(value);
};

/** Whether an attribute of a resource holds one of the names. */
const refersTo = (sibling: ResourceChange, names: ReadonlySet<string>): boolean =>
  [sibling.before, sibling.after].some(
    (side) =>
      side !== undefined &&
      Object.values(side).some((value) =>
        typeof value === "string"
          ? names.has(value)
          : Array.isArray(value) && value.some((item: Json) => typeof item === "string" && names.has(item)),
      ),
  );
