import { matchesPattern } from "../events/matches-pattern.ts";
import type { Message } from "./message.ts";

/**
 * Whether a message takes one of the filters of its mapping ("Lambda event filtering": the body is compared as JSON where
 * it is some, and a filter for JSON takes no other body).
 */
export function matchesFilters(filters: readonly unknown[] | undefined, message: Message): boolean {
  if (filters === undefined) return true;
  const event = { messageId: message.messageId, body: parsed(message.body) };
  return filters.some((filter) => matchesPattern(filter, event));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
