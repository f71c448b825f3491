import { compilePattern } from "./compile-pattern.ts";
import { flattenEvent } from "./flat-event.ts";

/**
 * Whether an event matches an EventBridge event pattern.
 *
 * All fields of the pattern have to match, each by one of its values. Of an array in the event any item may match, but
 * fields below an array of objects have to match in the same object.
 *
 * Follows "Amazon EventBridge event patterns" and "Comparison operators for use in event patterns in Amazon EventBridge".
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return patternMatcher(pattern)(event);
}

/** The same for many events. */
export function patternMatcher(pattern: unknown): (event: unknown) => boolean {
  const alternatives = compilePattern(pattern);
  return (event) => {
    const flat = flattenEvent(event);
    return alternatives.some((alternative) => alternative.matches(flat));
  };
}
