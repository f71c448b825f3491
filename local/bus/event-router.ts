import { randomUUID } from "node:crypto";
import { matchesPattern } from "../events/matches-pattern.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { type BusEvent, eventTime, type SentEvent } from "./bus-event.ts";
import { type AddressedEvent, type Delivery, deliveriesOf } from "./delivery.ts";
import { findArchive, readEventArchives } from "./event-archives.ts";
import { createEventBuses } from "./event-buses.ts";
import { type EventRule, readEventRules } from "./event-rules.ts";
import { ruleNamed } from "./rule-named.ts";

export type { SentEvent } from "./bus-event.ts";
export type { Delivery } from "./delivery.ts";

/** An event that was put, and where it went. */
export interface PutEvent {
  readonly id: string;
  readonly deliveries: readonly Delivery[];
}

export interface PutOptions {
  /** Whether it comes from another bus: then it goes to no further one. Default: false. */
  readonly isForwarded?: boolean;
}

export interface ReplayOptions {
  /** In milliseconds since 1970, of the events' own times. Default: the first event. */
  readonly fromMs?: number;
  /** The moment before which events were put. Default: the last event. */
  readonly toMs?: number;
  /** The rules that get the events, by name. Default: all of the bus. */
  readonly rules?: readonly string[];
  /** What `replay-name` says. Default: the archive's name and a number. */
  readonly replayName?: string;
}

/** A moment at which a schedule sets a rule off. */
export interface Firing {
  /** The rule's name in the app. */
  readonly rule: string;
  /** In milliseconds since 1970. */
  readonly atMs: number;
}

export interface EventRouter {
  /** @throws UserError for a rule without a schedule and an archive that is not there, before anything happens */
  expect(names: { readonly scheduled?: readonly string[]; readonly archives?: readonly string[] }): void;
  /** Whether it is the default bus or one of the stack's, by its name or ARN. */
  has(bus: string): boolean;
  /** Matches the event with all rules of a bus, by its name or ARN, and hands it to their targets. */
  put(bus: string, event: SentEvent, options?: PutOptions): PutEvent;
  /** The firings of all schedules after one moment and up to another, in their order. A rate counts from the first one. */
  firings(fromMs: number, toMs: number): readonly Firing[];
  /**
   * Sets off a rule as its schedule would.
   *
   * @param atMs the moment that its event names. Default: now
   * @throws UserError where no rule of that name has a schedule
   */
  fire(rule: string, atMs?: number): PutEvent;
  /** Puts archived events once more, in their order. @throws UserError for an archive or a rule that is not there */
  replay(archive: string, options?: ReplayOptions): readonly PutEvent[];
}

export interface EventRouterOptions {
  readonly accountId: string;
  readonly region: string;
  readonly nowMs: () => number;
  readonly deliver: (delivery: Delivery) => void;
  /** Gets what no input could be made of for its target. Default: the error is thrown. */
  readonly onUndeliverable?: (addressed: AddressedEvent, error: Error) => void;
}

/** The rules of a stack at work. */
export function createEventRouter(stack: ResolvedStack, options: EventRouterOptions): EventRouter {
  const { accountId, region, nowMs } = options;
  const { has, nameOf } = createEventBuses(stack, options);
  const rules = readEventRules(stack, nameOf);
  const scheduled = rules.filter(({ schedule }) => schedule !== undefined);
  const archives = readEventArchives(stack, nameOf, nowMs);
  let replays = 0;

  const handOver = (event: BusEvent, takers: readonly EventRule[], isForwarded = false): PutEvent => {
    const received = { receivedMs: nowMs(), isForwarded };
    const deliveries: Delivery[] = [];
    for (const delivery of takers.flatMap((rule) => deliveriesOf(rule, event, received))) {
      if (!("error" in delivery)) deliveries.push(delivery);
      else if (options.onUndeliverable) options.onUndeliverable(delivery.addressed, delivery.error);
      else throw delivery.error;
    }
    for (const delivery of deliveries) options.deliver(delivery);
    return { id: event.id, deliveries };
  };

  const newEvent = (sent: SentEvent, ms: number): BusEvent => ({
    version: "0",
    id: randomUUID(),
    account: accountId,
    time: eventTime(ms),
    region,
    resources: [],
    ...sent,
  });

  const takes = (event: BusEvent) => (rule: EventRule) =>
    rule.pattern !== undefined && matchesPattern(rule.pattern, event);
  const rulesOf = (bus: string) => rules.filter((rule) => rule.bus === bus);

  const scheduledRule = (name: string) => ruleNamed(scheduled, name, "a rule with a schedule");

  return {
    expect({ scheduled: ruleNames = [], archives: archiveNames = [] }) {
      for (const name of ruleNames) scheduledRule(name);
      for (const name of archiveNames) findArchive(archives, name);
    },
    has,
    put(bus, sent, { isForwarded } = {}) {
      const event = newEvent(sent, nowMs());
      const name = nameOf(bus);
      for (const archive of archives) if (archive.bus === name) archive.keep(event);
      return handOver(event, rulesOf(name).filter(takes(event)), isForwarded);
    },
    firings: (fromMs, toMs) =>
      scheduled.flatMap((rule) => firingsOf(rule, fromMs, toMs)).sort((a, b) => a.atMs - b.atMs),
    fire(name, atMs = nowMs()) {
      const rule = scheduledRule(name);
      const sent = {
        source: "aws.events",
        "detail-type": "Scheduled Event",
        resources: [rule.arn],
        detail: {},
      };
      return handOver(newEvent(sent, atMs), [rule]);
    },
    replay(archiveName, { fromMs = 0, toMs = Number.POSITIVE_INFINITY, rules: names, replayName } = {}) {
      const archive = findArchive(archives, archiveName);
      const onBus = rulesOf(archive.bus);
      const takers =
        names?.map((name) => ruleNamed(onBus, name, `a rule of the bus ${archive.bus}`)) ?? onBus;
      replays += 1;
      const replay = { "replay-name": replayName ?? `${archive.name}-${replays}` };
      return archive
        .between(fromMs, toMs)
        .map((event) => ({ ...event, ...replay }))
        .map((event) => handOver(event, takers.filter(takes(event))));
    },
  };
}

function firingsOf({ nameInApp, schedule }: EventRule, fromMs: number, toMs: number): readonly Firing[] {
  const firings: Firing[] = [];
  for (let atMs = schedule?.nextAfter(fromMs); atMs !== undefined && atMs <= toMs; ) {
    firings.push({ rule: nameInApp, atMs });
    atMs = schedule?.nextAfter(atMs);
  }
  return firings;
}
