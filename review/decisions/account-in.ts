import type { Json } from "../plan/json.ts";

/** The account that a text names: itself, or the owner in an ARN or the address of an image; undefined if there is none. */
export const accountIn = (value: Json | undefined): string | undefined =>
  typeof value === "string"
    ? /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$|\.dkr\.ecr\.)/.exec(value)?.[1]
    : undefined;
