import type { Json } from "../plan/json.ts";

/** The account that a text names, be it the text itself or the owner in an ARN; undefined if there is none. */
export const accountIn = (value: Json | undefined): string | undefined =>
  typeof value === "string" ? /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(value)?.[1] : undefined;
