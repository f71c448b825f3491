import type { JsonObject } from "../states/json-value.ts";

/** `SendMessage` of `sendMessage`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Fields whose objects have keys of the user's own. */
const OWN_KEYS = new Set(["LogTypes", "Parameters", "Properties", "Tags"]);

/** The same in answers. */
const OWN_ANSWER_KEYS = new Set([
  ...OWN_KEYS,
  "AssignedVariables",
  "Attributes",
  "Item",
  "Key",
  "LastEvaluatedKey",
  "MessageAttributes",
  "Metadata",
  "Variables",
]);

/** Fields as a task has them, in PascalCase, at any depth. */
export function pascalFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalFields);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => {
    const pascal = pascalCase(name);
    const isOwn = OWN_ANSWER_KEYS.has(pascal) && !Array.isArray(field);
    return [pascal, isOwn ? field : pascalFields(field)];
  });
  return Object.fromEntries(entries);
}

/** Fields as the API of Step Functions has them, at the top: what is below is the user's own. */
export function camelFields(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [camelCase(name), value]));
}

/** Fields as APIs have them that begin all names with a small letter, at any depth. */
export function deepCamelFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deepCamelFields);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => {
    const isOwn = OWN_KEYS.has(name) && !Array.isArray(field);
    return [camelCase(name), isOwn ? field : deepCamelFields(field)];
  });
  return Object.fromEntries(entries);
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
