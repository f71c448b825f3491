import { patternMatcher } from "../events/matches-pattern.ts";
import { parsedJson } from "../states/json-value.ts";
import type { Message } from "./message.ts";

/**
 * Whether one of the filters of a mapping takes a message ("Using event filtering with an Amazon SQS event source"): the body
 * alone is compared, as JSON where it is some.
 */
export function messageFilter(filters: readonly unknown[]): (message: Message) => boolean {
  const matchers = filters.map(patternMatcher);
  return ({ body }) => {
    const parsed = parsedJson(body);
    const event = { body: parsed === undefined ? body : parsed };
    return matchers.some((matches) => matches(event));
  };
}
