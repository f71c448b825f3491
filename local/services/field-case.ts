import type { JsonObject } from "../states/json-value.ts";

/** `SendMessage` of `sendMessage`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Fields as a task has them, in PascalCase, at any depth. */
export function pascalFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalFields);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [pascalCase(name), pascalFields(field)]),
  );
}

/** Fields as the API of Step Functions has them, at the top: what is below is the user's own. */
export function camelFields(input: JsonObject): JsonObject {
  const entries = Object.entries(input).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    value,
  ]);
  return Object.fromEntries(entries);
}
