import { type DeliveredInput, deliveredInput } from "../events/target-input.ts";
import { type BusEvent, eventTime } from "./bus-event.ts";
import type { EventRule, EventTarget } from "./event-rules.ts";

/** An event on its way to one target of a rule. */
export interface AddressedEvent {
  readonly rule: string;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly target: EventTarget;
  readonly event: BusEvent;
  /** When the bus got it, in milliseconds since 1970. */
  readonly receivedMs: number;
  /** Whether it came from another bus. */
  readonly isForwarded: boolean;
}

/** What one rule sent to one of its targets. */
export interface Delivery extends AddressedEvent, DeliveredInput {}

/** What the targets of a rule get of an event, or why one of them gets nothing. */
export function deliveriesOf(
  { name, arn, targets }: EventRule,
  event: BusEvent,
  { receivedMs, isForwarded }: Pick<AddressedEvent, "receivedMs" | "isForwarded">,
): readonly (Delivery | { readonly addressed: AddressedEvent; readonly error: Error })[] {
  return targets.map((target) => {
    const addressed = {
      rule: name,
      ruleArn: arn,
      targetArn: target.arn,
      target,
      event,
      receivedMs,
      isForwarded,
    };
    try {
      const ingestionTime = eventTime(receivedMs);
      const matched = { arn, name, ingestionTime };
      return { ...addressed, ...deliveredInput(target, { ...event }, matched) };
    } catch (error) {
      return { addressed, error: error as Error };
    }
  });
}
