import { isJsonObject, type Json, type JsonObject, parsedJson } from "../plan/json.ts";
import { isMasked } from "../plan/masked.ts";
import type { Scrub } from "../plan/scrub.ts";

/** A policy document in a resource. */
export interface PolicyDocument {
  /** Where it is: `policy`, `inline_policy deploy`. */
  readonly place: string;
  readonly document: Json;
}

const ATTRIBUTES = [
  "policy",
  "assume_role_policy",
  "access_policies",
  "resource_policy",
  "policy_document",
  "key_policy",
  "access_policy",
  // Of a permission set; of a role it is a list.
  "inline_policy",
] as const;

/** The policy documents that one side of a change holds, by the attributes in which resources of the AWS provider have them. */
export function policyDocuments(side: JsonObject | undefined, scrub: Scrub): readonly PolicyDocument[] {
  if (side === undefined) return [];
  const own = ATTRIBUTES.flatMap((place) =>
    documentAt(place, Object.hasOwn(side, place) ? side[place] : undefined, scrub),
  );
  const control = isControlPolicy(side) ? documentAt("content", side.content, scrub) : [];
  const inline = Array.isArray(side.inline_policy) ? side.inline_policy : [];
  return [
    ...own,
    ...control,
    ...inline.flatMap((entry: Json) =>
      isJsonObject(entry) ? documentAt(`inline_policy ${String(entry.name)}`, entry.policy, scrub) : [],
    ),
  ];
}

/** What may hold policy documents. */
export const holdsPolicies = (side: JsonObject): boolean =>
  ATTRIBUTES.some((name) => Object.hasOwn(side, name)) || isControlPolicy(side);

/** Of an organization: `SERVICE_CONTROL_POLICY`, of what its accounts may do, and `RESOURCE_CONTROL_POLICY`. */
const isControlPolicy = ({ type, content }: JsonObject): boolean =>
  typeof type === "string" && type.endsWith("_CONTROL_POLICY") && content !== undefined;

/** What is masked and audited in logs and messages has statements too ("Understanding data protection policies", AWS documentation). */
const protectsData = ({ Statement }: JsonObject): boolean =>
  [Statement].flat().some((one) => isJsonObject(one) && Object.hasOwn(one, "DataIdentifier"));

function documentAt(place: string, value: Json | undefined, scrub: Scrub): readonly PolicyDocument[] {
  if (isMasked(value)) return [{ place, document: value as unknown as Json }];
  if (typeof value !== "string" || value === "") return [];
  const document = parsedJson(scrub(value));
  // An API has a "policy" too, a text that is none of IAM's.
  return isJsonObject(document) && Object.hasOwn(document, "Statement") && !protectsData(document)
    ? [{ place, document }]
    : [];
}
