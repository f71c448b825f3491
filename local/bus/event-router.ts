import { randomUUID } from "node:crypto";
import { matchesPattern } from "../events/matches-pattern.ts";
import { type TargetInputFields, targetInput } from "../events/target-input.ts";
import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";

/** An event as EventBridge delivers it ("Events in Amazon EventBridge"). */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** What one rule sent to one of its targets. */
export interface Delivery {
  readonly rule: string;
  readonly targetArn: string;
  readonly input: unknown;
}

/** What a sender says of an event; the bus adds the rest. */
export type SentEvent = Pick<BusEvent, "detail-type" | "source" | "detail"> &
  Partial<Pick<BusEvent, "resources">>;

export interface EventRouter {
  /** Whether it is the default bus or one of the stack's, by its name or ARN. */
  has(bus: string): boolean;
  /** Matches the event with all rules of a bus, by its name or ARN, and hands it to their targets. */
  put(bus: string, event: SentEvent): { readonly id: string; readonly deliveries: readonly Delivery[] };
}

export interface EventRouterOptions {
  readonly accountId: string;
  readonly region: string;
  readonly nowMs: () => number;
  readonly deliver: (delivery: Delivery) => void;
}

const DEFAULT_BUS = "default";

interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly pattern: unknown;
  readonly targets: readonly ({ readonly arn: string } & TargetInputFields)[];
}

/** The rules of a stack at work. */
export function createEventRouter(stack: ResolvedStack, options: EventRouterOptions): EventRouter {
  const arnPrefix = `arn:aws:events:${options.region}:${options.accountId}:event-bus/`;
  const nameOf = (bus: string) => (bus.startsWith(arnPrefix) ? bus.slice(arnPrefix.length) : bus);
  const rules = readRules(stack, nameOf);
  const ownBuses = stack.ofType("aws_cloudwatch_event_bus").map(({ attributes }) => String(attributes.name));
  const busNames = new Set([DEFAULT_BUS, ...ownBuses]);
  return {
    has: (bus) => busNames.has(nameOf(bus)),
    put(bus, sent) {
      const time = new Date(options.nowMs()).toISOString().replace(/\.\d+Z$/, "Z");
      const event: BusEvent = {
        version: "0",
        id: randomUUID(),
        account: options.accountId,
        time,
        region: options.region,
        resources: [],
        ...sent,
      };
      const deliveries = rules
        .filter((rule) => rule.bus === nameOf(bus) && matchesPattern(rule.pattern, event))
        .flatMap((rule) => deliveriesOf(rule, event, time));
      for (const delivery of deliveries) options.deliver(delivery);
      return { id: event.id, deliveries };
    },
  };
}

function deliveriesOf(rule: Rule, event: BusEvent, ingestionTime: string): readonly Delivery[] {
  const { name, arn } = rule;
  return rule.targets.map((target) => ({
    rule: name,
    targetArn: target.arn,
    input: targetInput(target, { ...event }, { arn, name, ingestionTime }),
  }));
}

function readRules(stack: ResolvedStack, nameOf: (bus: string) => string): readonly Rule[] {
  const targets = stack.ofType("aws_cloudwatch_event_target");
  const busOf = ({ attributes }: ResolvedResource) =>
    nameOf(String(attributes.event_bus_name ?? DEFAULT_BUS));
  return stack
    .ofType("aws_cloudwatch_event_rule")
    .filter(takesEvents)
    .map((rule) => {
      const name = String(rule.attributes.name);
      const bus = busOf(rule);
      const isOwn = (target: ResolvedResource) => target.attributes.rule === name && busOf(target) === bus;
      return {
        name,
        arn: rule.arn,
        bus,
        pattern: JSON.parse(String(rule.attributes.event_pattern)),
        targets: targets.filter(isOwn).map(({ attributes }) => readTarget(attributes)),
      };
    });
}

/** A rule with a schedule alone takes no event, and one that is disabled takes nothing. */
function takesEvents({ attributes }: ResolvedResource): boolean {
  return attributes.event_pattern !== undefined && attributes.state !== "DISABLED";
}

interface TransformerAttributes {
  readonly input_paths?: Readonly<Record<string, string>>;
  readonly input_template: string;
}

function readTarget(attributes: ResolvedResource["attributes"]): Rule["targets"][number] {
  const { arn, input, input_path: inputPath } = attributes;
  const transformer = attributes.input_transformer as TransformerAttributes | undefined;
  return {
    arn: String(arn),
    ...(typeof input === "string" && { input }),
    ...(typeof inputPath === "string" && { inputPath }),
    ...(transformer && {
      inputTransformer: {
        inputPaths: transformer.input_paths ?? {},
        inputTemplate: transformer.input_template,
      },
    }),
  };
}
