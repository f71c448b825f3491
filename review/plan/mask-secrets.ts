import { isSecretName } from "./credentials.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import type { Mask } from "./masked.ts";

/** Attributes that hold environment variables by name, in any provider's resource. */
const ENVIRONMENT =
  /^(?:environment|environment_variables?|env|env_vars?|variables|secrets?|stage_variables|secret_string|secret_binary)$/;

/**
 * A value of a plan without its secrets: what `sensitive` marks (Terraform writes true for a whole value, or the same shape with true
 * inside), the values of environments, and what the name of an attribute calls a secret.
 */
export function maskSecrets(value: Json, sensitive: readonly unknown[], mask: Mask): Json {
  if (sensitive.includes(true)) return mask(value);
  if (Array.isArray(value))
    return each(value, (item, index) => maskSecrets(item, inside(sensitive, index), mask));
  if (!isJsonObject(value)) return value;
  return eachKey(value, (item, key) => {
    const marks = inside(sensitive, key);
    if (marks.includes(true)) return mask(item);
    if (ENVIRONMENT.test(key)) return maskLeaves(item, mask);
    // A number or a flag (`password_length`, `manage_master_user_password`) is a setting.
    if (isSecretName(key) && typeof item === "string" && !item.startsWith("arn:"))
      return item === "" ? item : mask(item);
    return maskSecrets(item, marks, mask);
  });
}

/** Masks every text and number below; the names stay. */
function maskLeaves(value: Json, mask: Mask): Json {
  if (Array.isArray(value))
    return each(value, (item) => (isNamedValue(item) ? maskNamedValue(item, mask) : maskLeaves(item, mask)));
  if (isJsonObject(value)) return eachKey(value, (item) => maskLeaves(item, mask));
  return typeof value === "boolean" || value === "" ? value : mask(value);
}

/** `{ name, value }`, as build projects and container definitions write a variable. */
const isNamedValue = (item: Json): item is JsonObject => isJsonObject(item) && typeof item.name === "string";

const maskNamedValue = (item: JsonObject, mask: Mask): Json =>
  eachKey(item, (part, key) => (key === "name" || key === "type" ? part : maskLeaves(part, mask)));

/** What the marks say of one item. */
const inside = (sensitive: readonly unknown[], key: string | number): readonly unknown[] =>
  sensitive.flatMap((mark) =>
    typeof mark === "object" && mark !== null && Object.hasOwn(mark, key)
      ? [(mark as Record<string | number, unknown>)[key]]
      : [],
  );

/** Maps items; gives the very same list where nothing changed, since most of a plan holds no secret. */
function each(list: readonly Json[], map: (item: Json, index: number) => Json): Json {
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : mapped;
}

function eachKey(object: JsonObject, map: (item: Json, key: string) => Json): Json {
  const entries = Object.entries(object);
  const mapped = entries.map(([key, item]) => [key, map(item, key)] as const);
  return mapped.every(([, item], index) => item === entries[index]?.[1])
    ? object
    : Object.fromEntries(mapped);
}
