import type { ResourceChange } from "../plan/plan.ts";
import { type AttributeChange, attributeChanges } from "./attribute-changes.ts";
import type { Configured } from "./configured.ts";

/** What no behaviour depends on. */
export const isNoise = (attribute: string): boolean =>
  /^(?:tags|tags_all|description|comment)$/.test(attribute);

/** The attributes of a change that no behaviour depends on; `tags` says what `tags_all` does. */
export function noiseOf(change: ResourceChange): readonly string[] {
  const names = attributeChanges(change).flatMap(({ name }) => (isNoise(name) ? [name] : []));
  return names.includes("tags") ? names.filter((name) => name !== "tags_all") : names;
}

/** What AWS works out of the rest; where a plan has no configuration, nothing else tells these from settings. */
const COMPUTED =
  /^(?:id|arn|version|qualified_arn|invoke_arn|qualified_invoke_arn|last_modified|revision_id|unique_id|create_date|created_date|layer_arn|source_code_size|signing_.*|url|hosted_zone_id|.*domain_name|state_machine_version_arn)$/;

/** The attributes that the configuration sets and the plan changes; what only follows from them is left out. */
export function settingChanges(change: ResourceChange, configured: Configured): readonly AttributeChange[] {
  const attributes = configured.attributes(change.address);
  return attributeChanges(change).filter(
    ({ name, difference }) =>
      difference === "changed" || (attributes === undefined ? !COMPUTED.test(name) : attributes.has(name)),
  );
}
