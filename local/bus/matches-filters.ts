import { matchesPattern } from "../events/matches-pattern.ts";
import type { Message } from "./message.ts";

/**
 * Whether one of the filters of a mapping takes a message ("Using event filtering with an Amazon SQS event source"): the body
 * alone is compared, as JSON where it is some.
 */
export function matchesFilters(filters: readonly unknown[] | undefined, message: Message): boolean {
  if (filters === undefined) return true;
  const event = { body: parsed(message.body) };
  return filters.some((filter) => matchesPattern(filter, event));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
