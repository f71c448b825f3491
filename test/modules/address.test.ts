import assert from "node:assert/strict";
import { Construct } from "constructs";
import { EventBus } from "../../modules/event-bus.ts";
import { Queue } from "../../modules/queue.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

describe("the address of a construct", () => {
  it("is its path below the stack, joined by _, in which the id Default is silent", () => {
    const { resource } = synthesizedStack((stack) => {
      new EventBus(stack, "news");
      const photos = new Construct(stack, "photos");
      new EventBus(photos, "news");
      new EventBus(new Construct(photos, "Default"), "late-news");
      new EventBus(new Construct(stack, "Default"), "plain_news");
    });
    assert.deepEqual(resource.aws_cloudwatch_event_bus, {
      news: { name: "app-news" },
      photos_news: { name: "app-photos-news" },
      "photos_late-news": { name: "app-photos-late-news" },
      plain_news: { name: "app-plain-news" },
    });
  });

  it("lets a construct itself be called Default", () => {
    const { resource } = synthesizedStack((stack) => {
      new EventBus(new Construct(stack, "news"), "Default");
    });
    assert.deepEqual(resource.aws_cloudwatch_event_bus, { news: { name: "app-news" } });
  });

  const unfit = [
    ["late news", '"late news"'],
    ["1st", '"1st"'],
    ["déjà", '"déjà"'],
    ["Default", '"Default"'],
  ] as const;
  for (const [id, found] of unfit) {
    it(`refuses the id ${found}`, () => {
      refuses(
        `app/${id}: Expected a construct id of letters, digits, - and _ that starts with a letter, but found ${found}. ` +
          "It becomes the resource's name in Terraform: choose another id.",
        (stack) => new Queue(stack, id),
      );
    });
  }
});
