/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** The value that a text is as JSON; undefined where it is none. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The block behind an attribute that holds one at most; undefined for none. */
export const onlyBlock = (value: Json | undefined): JsonObject | undefined => {
  const block = Array.isArray(value) ? value[0] : value;
  return isJsonObject(block) ? block : undefined;
};

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
