import assert from "node:assert/strict";
import { EventBus } from "../../modules/event-bus.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

describe("an event bus", () => {
  it("is a bus and nothing else by default", () => {
    const { resource, data } = synthesizedStack((stack) => {
      new EventBus(stack, "news");
    });
    assert.deepEqual(resource, { aws_cloudwatch_event_bus: { news: { name: "app-news" } } });
    assert.deepEqual(data, {});
  });

  it("keeps its events for the days asked for", () => {
    const { resource } = synthesizedStack((stack) => {
      new EventBus(stack, "news", { name: "all.news", description: "What happened", archiveDays: 30 });
    });
    assert.deepEqual(resource, {
      aws_cloudwatch_event_bus: { news: { name: "all.news", description: "What happened" } },
      aws_cloudwatch_event_archive: {
        news: {
          name: "all.news",
          event_source_arn: "${aws_cloudwatch_event_bus.news.arn}",
          retention_days: 30,
        },
      },
    });
  });

  it("keeps its events for ever when zero days are asked for", () => {
    const { resource } = synthesizedStack((stack) => {
      new EventBus(stack, "news", { archiveDays: 0 });
    });
    assert.equal(resource.aws_cloudwatch_event_archive?.news?.retention_days, 0);
  });

  it("refuses days and a name that EventBridge would refuse", () => {
    refuses(
      "app/news: Expected archiveDays to be a whole number from 0 to 36500, but found -1. " +
        "Change it where the construct is declared.",
      (stack) => new EventBus(stack, "news", { archiveDays: -1 }),
    );
    refuses(
      "app/news: Expected a bus name of at most 48 characters that matches ^[\\w.-]+$, " +
        'but found "the news" (8 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      (stack) => new EventBus(stack, "news", { name: "the news" }),
    );
  });
});
