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

  describe("with schedules", () => {
    const nightly = {
      "aws_cloudwatch_event_rule.nightly": { name: "app-nightly", schedule_expression: "cron(0 2 * * ? *)" },
      ...target("app-nightly", "queue"),
    };
    const often = {
      "aws_cloudwatch_event_rule.often": { name: "app-often", schedule_expression: "rate(12 hours)" },
    };

    for (const name of ["nightly", "app-nightly", "arn:aws:events:eu-west-1:123456789012:rule/app-nightly"]) {
      it(`sets off a rule named as ${name}, with a scheduled event`, () => {
        const { id, deliveries } = route(nightly).router.fire(name);
        assert.deepEqual(
          deliveries.map(({ rule, input }) => [rule, input]),
          [
            [
              "app-nightly",
              {
                version: "0",
                id,
                "detail-type": "Scheduled Event",
                source: "aws.events",
                account: "123456789012",
                time: "2024-02-29T12:00:00Z",
                region: "eu-west-1",
                resources: ["arn:aws:events:eu-west-1:123456789012:rule/app-nightly"],
                detail: {},
              },
            ],
          ],
        );
      });
    }

    it("names the moment that it is told in the event", () => {
      const [delivery] = route(nightly).router.fire("nightly", Date.UTC(2024, 2, 1, 2)).deliveries;
      assert.equal(delivery?.event.time, "2024-03-01T02:00:00Z");
    });

    it("knows all firings after one moment and up to another, in their order", () => {
      const { router } = route({ ...nightly, ...often });
      const firings = router.firings(Date.UTC(2024, 1, 29, 2), Date.UTC(2024, 2, 2, 2));
      assert.deepEqual(
        firings.map(({ rule, atMs }) => [rule, new Date(atMs).toISOString().slice(5, 16)]),
        [
          ["often", "02-29T14:00"],
          ["nightly", "03-01T02:00"],
          ["often", "03-01T02:00"],
          ["often", "03-01T14:00"],
          ["nightly", "03-02T02:00"],
          ["often", "03-02T02:00"],
        ],
      );
    });

    it("sets off nothing by events, unless the rule has a pattern too", () => {
      const both = {
        "aws_cloudwatch_event_rule.both": {
          name: "both",
          schedule_expression: "rate(1 day)",
          event_pattern: '{"source":["shop"]}',
        },
        ...target("both", "queue"),
      };
      assert.deepEqual(rulesThatTake({ ...nightly, ...both }), ["both"]);
    });

    it("refuses to set off a rule that has no schedule, or is disabled", () => {
      const { router } = route({ ...nightly, ...rule("orders", "shop") });
      const message = (name: string) =>
        `Expected a rule with a schedule "${name}", but found only nightly. Check the spelling, or declare it.`;
      assert.throws(() => router.fire("orders"), { name: "UserError", message: message("orders") });
      assert.throws(() => router.expect({ scheduled: ["nightly", "daily"] }), {
        name: "UserError",
        message: message("daily"),
      });
      const disabled = {
        "aws_cloudwatch_event_rule.off": {
          name: "off",
          schedule_expression: "rate(1 day)",
          state: "DISABLED",
        },
      };
      assert.throws(() => route(disabled).router.fire("off"), {
        name: "UserError",
        message:
          'Expected a rule with a schedule "off", but found none at all. Check the spelling, or declare it.',
      });
    });

    it("refuses a schedule that EventBridge would refuse, with the rule's name", () => {
      const wrong = { "aws_cloudwatch_event_rule.a": { name: "a", schedule_expression: "rate(1 days)" } };
      assert.throws(() => route(wrong), {
        name: "UserError",
        message: /^event rule a: Expected a rate such as /,
      });
    });

    it("refuses a schedule on another bus than the default one", () => {
      const wrong = {
        "aws_cloudwatch_event_rule.a": {
          name: "a",
          schedule_expression: "rate(1 day)",
          event_bus_name: "news",
        },
      };
      assert.throws(() => route(wrong), {
        name: "UserError",
        message:
          'event rule a: Expected a schedule on the default bus only, but found one on the bus "news". ' +
          "Leave event_bus_name out; AWS refuses such a rule.",
      });
    });
  });

  describe("with an archive", () => {
    const archive = (more: object = {}): Declarations => ({
      ...rule("orders", "shop"),
      ...target("orders", "queue"),
      ...rule("audit", "shop"),
      ...target("audit", "queue"),
      "aws_cloudwatch_event_archive.kept": {
        name: "app-kept",
        event_source_arn: "arn:aws:events:eu-west-1:123456789012:event-bus/default",
        ...more,
      },
    });

    it("puts its events once more, as they were, with the replay's name", () => {
      const { router } = route(archive());
      const [first] = router.put("default", EVENT).deliveries;
      const [replayed, ...others] = router.replay("kept");
      assert.deepEqual(others, []);
      assert.deepEqual(
        replayed?.deliveries.map(({ rule, event }) => [rule, event]),
        ["audit", "orders"].map((name) => [name, { ...first?.event, "replay-name": "app-kept-1" }]),
      );
    });

    it("does not keep what was replayed", () => {
      const { router } = route(archive());
      router.put("default", EVENT);
      assert.deepEqual([router.replay("kept").length, router.replay("app-kept").length], [1, 1]);
    });

    it("puts them to the named rules only, under a name of the caller's", () => {
      const { router } = route(archive());
      router.put("default", EVENT);
      const [replayed] = router.replay("kept", { rules: ["audit"], replayName: "again" });
      assert.deepEqual(
        replayed?.deliveries.map(({ rule, event }) => [rule, event["replay-name"]]),
        [["audit", "again"]],
      );
    });

    it("keeps what its pattern takes, and from its bus alone", () => {
      const { router } = route(archive({ event_pattern: '{"detail":{"id":[7]}}' }));
      router.put("default", EVENT);
      router.put("default", { ...EVENT, detail: { id: 8 } });
      router.put("news", EVENT);
      assert.equal(router.replay("kept").length, 1);
    });

    it("replays from one moment on and before another", () => {
      const count = (fromMs: number, toMs: number) => {
        const { router } = route(archive());
        router.put("default", EVENT);
        return router.replay("kept", { fromMs, toMs }).length;
      };
      const noonMs = Date.UTC(2024, 1, 29, 12);
      assert.deepEqual(
        [count(noonMs, noonMs + 1), count(0, noonMs), count(noonMs + 1, noonMs + 2)],
        [1, 0, 0],
      );
    });

    it("forgets what is older than it keeps events", () => {
      let nowMs = Date.UTC(2024, 1, 29);
      const router = createEventRouter(resolvedStack(archive({ retention_days: 2 })), {
        ...PLACE,
        nowMs: () => nowMs,
        deliver: () => {},
      });
      router.put("default", EVENT);
      nowMs += 2 * 86_400_000;
      assert.equal(router.replay("kept").length, 1);
      nowMs += 1000;
      assert.equal(router.replay("kept").length, 0);
    });

    it("refuses an archive and a rule that are not there", () => {
      const { router } = route({ ...archive(), "aws_cloudwatch_event_bus.news": { name: "news" } });
      assert.throws(() => router.replay("lost"), {
        name: "UserError",
        message: 'Expected an archive "lost", but found only kept. Check the spelling, or declare it.',
      });
      assert.throws(() => router.expect({ archives: ["lost"] }), { name: "UserError" });
      assert.throws(() => router.replay("kept", { rules: ["lost"] }), {
        name: "UserError",
        message:
          'Expected a rule of the bus default "lost", but found only audit, orders. ' +
          "Check the spelling, or declare it.",
      });
      assert.throws(() => route({}).router.replay("lost"), {
        name: "UserError",
        message: 'Expected an archive "lost", but found none at all. Check the spelling, or declare it.',
      });
    });
  });

  describe("where no input can be made for a target", () => {
    const broken = {
      input_transformer: {
        input_paths: { detail: "$.detail" },
        input_template: '{"text":"all of <detail>" and more}',
      },
    };

    it("delivers to the others, and tells the event and the error", () => {
      const told: unknown[] = [];
      const declarations = {
        ...rule("orders", "shop"),
        ...target("orders", "a", broken),
        ...target("orders", "b"),
      };
      const router = createEventRouter(resolvedStack(declarations), {
        ...PLACE,
        nowMs: () => 0,
        deliver: () => {},
        onUndeliverable: ({ rule, event }, error) => told.push([rule, event.id, error.name]),
      });
      const { id, deliveries } = router.put("default", EVENT);
      assert.deepEqual([deliveries.length, told], [1, [["orders", id, "UserError"]]]);
    });

    it("throws the error where nobody wants to be told", () => {
      const { router } = route({ ...rule("orders", "shop"), ...target("orders", "a", broken) });
      assert.throws(() => router.put("default", EVENT), { name: "UserError" });
    });
  });
});
