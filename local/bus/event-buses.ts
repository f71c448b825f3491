import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/** Where AWS services send their events. */
export const DEFAULT_BUS = "default";

/** The buses of a stack and the account's default one, each by its name or ARN. */
export interface EventBuses {
  has(bus: string): boolean;
  nameOf(bus: string): string;
}

export function createEventBuses(stack: ResolvedStack, { region, accountId }: LocalPlace): EventBuses {
  const arnPrefix = `arn:aws:events:${region}:${accountId}:event-bus/`;
  const nameOf = (bus: string) => (bus.startsWith(arnPrefix) ? bus.slice(arnPrefix.length) : bus);
  const own = stack.ofType("aws_cloudwatch_event_bus").map(({ attributes }) => String(attributes.name));
  const names = new Set([DEFAULT_BUS, ...own]);
  return { has: (bus) => names.has(nameOf(bus)), nameOf };
}
