import { isJsonObject } from "../states/json-value.ts";
import { pascalCase, pascalFields } from "./field-case.ts";
import type { ApiSchema } from "./result-schema.ts";

/**
 * What an API answers with its fields in PascalCase, as tasks see them. Keys of maps are the user's own and stay as they are, and so do
 * documents.
 *
 * @param schema undefined where the client has none: then known names tell which objects are maps
 */
export function taskFields(value: unknown, schema: ApiSchema | undefined): unknown {
  if (schema === undefined) return pascalFields(value);
  if (Array.isArray(value)) {
    return schema.isListSchema() ? value.map((item) => taskFields(item, schema.getValueSchema())) : value;
  }
  if (!isJsonObject(value)) return value;
  if (schema.isMapSchema()) {
    const values = schema.getValueSchema();
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, taskFields(item, values)]));
  }
  if (!schema.isStructSchema()) return value;
  const members = new Map(schema.structIterator());
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [pascalCase(name), taskFields(field, members.get(name))]),
  );
}
