import { isSecretName } from "./credentials.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import type { Mask } from "./masked.ts";

/** Attributes that hold environment variables by name, in any provider's resource. */
const ENVIRONMENT =
  /^(?:environment|environment_variables?|env|env_vars?|variables|secrets?|stage_variables|secret_string|secret_binary|insecure_value|user_data(?:_base64)?)$/;

/**
 * A value of a plan without its secrets: what one of two marks calls sensitive (Terraform writes true for a whole value, or the same shape
 * with true inside), the values of environments, and what the name of an attribute calls a secret.
 */
export function maskSecrets(value: Json, left: unknown, right: unknown, mask: Mask): Json {
  if (left === true || right === true) return mask(value);
  if (Array.isArray(value)) {
    return mapped(value, (item, index) => maskSecrets(item, inside(left, index), inside(right, index), mask));
  }
  if (!isJsonObject(value)) return value;
  return mapped(value, (item, key) => {
    if (item === null) return item;
    const [one, other] = [inside(left, key), inside(right, key)];
    if (one !== true && other !== true && kindOf(key) === "environment") return maskLeaves(item, mask);
    // A number or a flag (`password_length`, `manage_master_user_password`) is a setting.
    if (typeof item === "string" && item !== "" && kindOf(key) === "secret" && !item.startsWith("arn:"))
      return mask(item);
    if (typeof item === "object" && one !== true && other !== true && kindOf(key) === "secret")
      return maskLeaves(item, mask);
    return maskSecrets(item, one, other, mask);
  });
}

type Kind = "environment" | "secret" | "plain";

/** Of all the names in a plan there are few: each is looked at once. */
const kinds = new Map<string, Kind>();
const MOST_KINDS = 10_000;

function kindOf(name: string): Kind {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const kind = ENVIRONMENT.test(name) ? "environment" : isSecretName(name) ? "secret" : "plain";
  if (kinds.size < MOST_KINDS) kinds.set(name, kind);
  return kind;
}

/** Masks every text and number below; the names stay. */
function maskLeaves(value: Json, mask: Mask): Json {
  if (Array.isArray(value) || isJsonObject(value)) {
    return mapped(value, (item) =>
      isNamedValue(item) ? maskNamedValue(item, mask) : maskLeaves(item, mask),
    );
  }
  return typeof value === "boolean" || value === "" ? value : mask(value);
}

/** `{ name, value }`, as build projects and container definitions write a variable. */
const isNamedValue = (item: Json): item is JsonObject => isJsonObject(item) && typeof item.name === "string";

const maskNamedValue = (item: JsonObject, mask: Mask): Json =>
  mapped(item, (part, key) => (key === "name" || key === "type" ? part : maskLeaves(part, mask)));

/** What a mark says of one item. */
const inside = (mark: unknown, key: string | number): unknown =>
  typeof mark === "object" && mark !== null && Object.hasOwn(mark, key)
    ? (mark as Record<string | number, unknown>)[key]
    : undefined;

/**
 * A list or an object with other items; the very same one where none changed, since most of a plan holds no secret and a plan can be
 * large.
 */
function mapped(parent: readonly Json[], map: (item: Json, key: number) => Json): Json;
function mapped(parent: JsonObject | readonly Json[], map: (item: Json, key: string) => Json): Json;
function mapped(parent: JsonObject | readonly Json[], map: (item: Json, key: never) => Json): Json {
  const isList = Array.isArray(parent);
  const source = parent as { readonly [key: string]: Json };
  let changed: [string, Json][] | undefined;
  for (const key of Object.keys(source)) {
    const item = source[key] as Json;
    const other = map(item, key as never);
    if (other === item) continue;
    changed ??= [];
    changed.push([key, other]);
  }
  if (changed === undefined) return parent;
  if (isList) {
    const copy = [...parent];
    for (const [key, item] of changed) copy[Number(key)] = item;
    return copy;
  }
  // Not by assignment: a plan may have a key called __proto__.
  return Object.fromEntries([...Object.entries(source), ...changed]);
}
