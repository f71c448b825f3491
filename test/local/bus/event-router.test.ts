import assert from "node:assert/strict";
import {
  createEventRouter,
  type Delivery,
  type EventRouter,
  type SentEvent,
} from "../../../local/bus/event-router.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";

const QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:digest";
const NEWS_ARN = "arn:aws:events:eu-west-1:123456789012:event-bus/news";
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const EVENT: SentEvent = { source: "shop", "detail-type": "Order Placed", detail: { id: 7, total: 12.5 } };

function rule(name: string, source: string, more: Readonly<Record<string, unknown>> = {}): Declarations {
  const attributes = { name, event_pattern: JSON.stringify({ source: [source] }), ...more };
  return { [`aws_cloudwatch_event_rule.${name}`]: attributes };
}

function target(ruleName: string, id: string, more: Readonly<Record<string, unknown>> = {}): Declarations {
  const attributes = { rule: ruleName, target_id: id, arn: QUEUE_ARN, ...more };
  return { [`aws_cloudwatch_event_target.${ruleName}_${id}`]: attributes };
}

/** A router whose deliveries are kept, at twelve o'clock and half a second. */
function route(declarations: Declarations): {
  readonly router: EventRouter;
  readonly delivered: readonly Delivery[];
} {
  const delivered: Delivery[] = [];
  const router = createEventRouter(resolvedStack(declarations), {
    ...PLACE,
    nowMs: () => Date.UTC(2024, 1, 29, 12, 0, 0, 500),
    deliver: (delivery) => delivered.push(delivery),
  });
  return { router, delivered };
}

/** The rules that take {@link EVENT} on a bus. */
function rulesThatTake(declarations: Declarations, bus = "default"): readonly string[] {
  return route(declarations)
    .router.put(bus, EVENT)
    .deliveries.map((delivery) => delivery.rule);
}

/** What the only target gets of {@link EVENT}. */
function inputFor(more: Readonly<Record<string, unknown>>): unknown {
  return route({ ...rule("orders", "shop"), ...target("orders", "queue", more) }).router.put("default", EVENT)
    .deliveries[0]?.input;
}

describe("the event router", () => {
  it("completes the event with id, time, account, region and resources", () => {
    const { router, delivered } = route({ ...rule("orders", "shop"), ...target("orders", "queue") });
    const { id, deliveries } = router.put("default", EVENT);
    assert.match(id, UUID);
    const event = {
      version: "0",
      id,
      account: "123456789012",
      time: "2024-02-29T12:00:00Z",
      region: "eu-west-1",
      resources: [],
      ...EVENT,
    };
    assert.deepEqual(
      deliveries.map(({ rule, targetArn, input, event }) => ({ rule, targetArn, input, event })),
      [{ rule: "orders", targetArn: QUEUE_ARN, input: event, event }],
    );
    assert.deepEqual(delivered, deliveries);
  });

  it("gives every event an id of its own", () => {
    const { router } = route({});
    assert.notEqual(router.put("default", EVENT).id, router.put("default", EVENT).id);
  });

  it("keeps the resources that the sender names", () => {
    const { router } = route({
      ...rule("orders", "shop"),
      ...target("orders", "queue", { input_path: "$.resources" }),
    });
    const { deliveries } = router.put("default", { ...EVENT, resources: ["arn:aws:s3:::photos"] });
    assert.deepEqual(deliveries[0]?.input, ["arn:aws:s3:::photos"]);
  });

  it("hands the very delivery that it gives back to the deliverer", () => {
    const { router, delivered } = route({ ...rule("orders", "shop"), ...target("orders", "queue") });
    const { deliveries } = router.put("default", EVENT);
    assert.equal(delivered[0], deliveries[0]);
  });

  it("delivers nothing that no rule takes", () => {
    const { router, delivered } = route({ ...rule("returns", "returns"), ...target("returns", "queue") });
    assert.deepEqual(router.put("default", EVENT).deliveries, []);
    assert.deepEqual(delivered, []);
  });

  it("delivers to all targets of all rules that take the event", () => {
    const declarations = {
      ...rule("orders", "shop"),
      ...target("orders", "a"),
      ...target("orders", "b", { arn: NEWS_ARN }),
      ...rule("returns", "returns"),
      ...target("returns", "a"),
      ...rule("also_orders", "shop"),
      ...target("also_orders", "a"),
    };
    const { deliveries } = route(declarations).router.put("default", EVENT);
    assert.deepEqual(
      deliveries.map(({ rule, targetArn }) => [rule, targetArn]),
      [
        ["also_orders", QUEUE_ARN],
        ["orders", QUEUE_ARN],
        ["orders", NEWS_ARN],
      ],
    );
  });

  describe("knows buses", () => {
    const own = { event_bus_name: "news" };
    const news = { "aws_cloudwatch_event_bus.news": { name: "news" } };

    it("by the default's absence and by its name", () => {
      const declarations = {
        ...rule("absent", "shop"),
        ...target("absent", "queue", { event_bus_name: "default" }),
        ...rule("named", "shop", { event_bus_name: "default" }),
        ...target("named", "queue"),
        ...rule("own", "shop", own),
        ...target("own", "queue", own),
      };
      assert.deepEqual(rulesThatTake(declarations), ["absent", "named"]);
    });

    it("by their name", () => {
      const declarations = {
        ...news,
        ...rule("absent", "shop"),
        ...target("absent", "queue"),
        ...rule("own", "shop", own),
        ...target("own", "queue", own),
      };
      assert.deepEqual(rulesThatTake(declarations, "news"), ["own"]);
    });

    it("by their ARN, on the sender's, the rule's and the target's side", () => {
      const declarations = {
        ...news,
        ...rule("by_arn", "shop", { event_bus_name: NEWS_ARN }),
        ...target("by_arn", "queue", own),
        ...rule("by_name", "shop", own),
        ...target("by_name", "queue", { event_bus_name: NEWS_ARN }),
      };
      assert.deepEqual(rulesThatTake(declarations, NEWS_ARN), ["by_arn", "by_name"]);
      assert.deepEqual(rulesThatTake(declarations, "news"), ["by_arn", "by_name"]);
    });

    it("and the default one by its ARN too", () => {
      const declarations = { ...rule("orders", "shop"), ...target("orders", "queue") };
      const arn = "arn:aws:events:eu-west-1:123456789012:event-bus/default";
      assert.deepEqual(rulesThatTake(declarations, arn), ["orders"]);
    });

    it("but none of another account", () => {
      const { router } = route(news);
      const asked = ["default", "news", NEWS_ARN, NEWS_ARN.replace("123456789012", "210987654321"), "other"];
      assert.deepEqual(
        asked.map((bus) => router.has(bus)),
        [true, true, true, false, false],
      );
    });

    it("and does not mix up rules of one name on two buses", () => {
      const declarations = {
        ...news,
        "aws_cloudwatch_event_rule.a": { name: "orders", event_pattern: '{"source":["shop"]}' },
        "aws_cloudwatch_event_rule.b": { name: "orders", event_pattern: '{"source":["shop"]}', ...own },
        "aws_cloudwatch_event_target.a": { rule: "orders", arn: "arn:default" },
        "aws_cloudwatch_event_target.b": { rule: "orders", arn: "arn:news", ...own },
      };
      const arnsOn = (bus: string) =>
        route(declarations)
          .router.put(bus, EVENT)
          .deliveries.map(({ targetArn }) => targetArn);
      assert.deepEqual(arnsOn("default"), ["arn:default"]);
      assert.deepEqual(arnsOn("news"), ["arn:news"]);
    });
  });

  describe("leaves out", () => {
    it("a rule that is disabled", () => {
      const declarations = { ...rule("orders", "shop", { state: "DISABLED" }), ...target("orders", "queue") };
      assert.deepEqual(rulesThatTake(declarations), []);
    });

    it("a rule that has a schedule and no pattern", () => {
      const declarations = {
        "aws_cloudwatch_event_rule.nightly": { name: "nightly", schedule_expression: "rate(1 day)" },
        ...target("nightly", "queue"),
      };
      assert.deepEqual(rulesThatTake(declarations), []);
    });
  });

  describe("hands a target", () => {
    it("a constant", () => {
      assert.deepEqual(inputFor({ input: '{"kind":"order"}' }), { kind: "order" });
    });

    it("a part of the event", () => {
      assert.deepEqual(inputFor({ input_path: "$.detail" }), { id: 7, total: 12.5 });
    });

    it("what its transformer makes of the event", () => {
      const input_transformer = {
        input_paths: { id: "$.detail.id", type: "$.detail-type" },
        input_template: '{"order":<id>,"text":"<type> by <aws.events.rule-name>"}',
      };
      assert.deepEqual(inputFor({ input_transformer }), { order: 7, text: "Order Placed by orders" });
    });

    it("what a transformer without paths makes, with the rule's ARN and the time", () => {
      const input_template = "[<aws.events.rule-arn>,<aws.events.event.ingestion-time>]";
      assert.deepEqual(inputFor({ input_transformer: { input_template } }), [
        "arn:aws:events:eu-west-1:123456789012:rule/orders",
        "2024-02-29T12:00:00Z",
      ]);
    });
  });
});
