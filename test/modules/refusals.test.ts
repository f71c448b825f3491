import { Construct } from "constructs";
import { Bucket } from "../../modules/bucket.ts";
import { EventBus } from "../../modules/event-bus.ts";
import { transform } from "../../modules/event-pattern/input-transformer.ts";
import { EventRule, type EventRuleProps } from "../../modules/event-rule.ts";
import { functionTarget, queueTarget } from "../../modules/event-target.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { Queue } from "../../modules/queue.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";

describe("what a deploy would refuse, a synth refuses before", () => {
  const refusesRule = (pattern: EventRuleProps["pattern"], target: string, message: string) =>
    refuses(message, (stack) => {
      const queue = new Queue(stack, "jobs");
      new EventRule(stack, "every", { pattern, targets: { [target]: queueTarget(queue) } });
    });

  it("one id twice in a scope", () => {
    refuses(
      'app: Expected one construct with the id "news", but found app/news there already. Give one of the two another id.',
      (stack) => {
        new EventBus(stack, "news");
        new EventBus(stack, "news");
      },
    );
  });

  it("two addresses with one name in AWS", () => {
    refuses(
      'app/a_b: Expected one function with the name "app-a-b" in AWS, but found app/a-b, whose name is the same. ' +
        'Give one of the two another id, or a "name".',
      (stack) => {
        new LambdaFunction(stack, "a-b", { entry: fixture("hello/handler.ts") });
        new LambdaFunction(stack, "a_b", { entry: fixture("hello/handler.ts") });
      },
    );
  });

  it("an environment variable that Lambda keeps to itself", () => {
    refuses(
      "app/hello: Expected environment variables of at least two letters, digits and _ that start with a letter " +
        'and that Lambda does not set, but found "AWS_REGION". Rename it.',
      (stack) => {
        const environment = { AWS_REGION: "eu-west-1" };
        new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts"), environment });
      },
    );
  });

  it("two expirations with one id", () => {
    refuses(
      'app/photos: Expected one expiration with the id "expire-a-b", but found those of "a-b/" and "a/b/". ' +
        "Leave one of them out, or choose another prefix.",
      (stack) => {
        const expirations = ["a/b/", "a-b/"].map((prefix) => ({ prefix, days: 1 }));
        new Bucket(stack, "photos", { expirations });
      },
    );
  });

  it("a target's name that is no address", () => {
    refusesRule(
      { source: ["shop"] },
      "my target",
      "app/every: Expected a target's name of at most 64 letters, digits, - and _ that starts with a letter or _, " +
        'but found "my target". It becomes the target\'s id and address: choose another name.',
    );
  });

  it("a target's name that is too long for an id", () => {
    const name = "n".repeat(65);
    refusesRule(
      { source: ["shop"] },
      name,
      "app/every: Expected a target's name of at most 64 letters, digits, - and _ that starts with a letter or _, " +
        `but found "${name}". It becomes the target's id and address: choose another name.`,
    );
  });

  it("a permission's statement id that is too long", () => {
    const [scope, id, name] = ["s".repeat(20), "r".repeat(20), "t".repeat(60)];
    const address = `${scope}_${id}_${name}`;
    refuses(
      `app/${scope}/${id}: Expected addresses of targets that are functions of at most 100 characters, Lambda's limit ` +
        `for a statement id, but found "${address}" (102 characters). Give the rule or the target a shorter name.`,
      (stack) => {
        const hello = new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts") });
        const targets = { [name]: functionTarget(hello) };
        new EventRule(new Construct(stack, scope), id, { pattern: { source: ["shop"] }, targets });
      },
    );
  });

  it("an event pattern that EventBridge does not take, with the rule that has it", () => {
    const patterns: readonly (readonly [EventRuleProps["pattern"], string])[] = [
      [
        {},
        "event pattern: Expected at least one field, but found {}. Correct the pattern. " +
          "EventBridge says: Empty objects are not allowed.",
      ],
      [
        { source: [] },
        "event pattern, source: Expected at least one value, but found []. Correct the pattern. " +
          "EventBridge says: Empty arrays are not allowed.",
      ],
      [
        { detail: { size: [Number.NaN] } },
        'event pattern, detail.size[0]: Expected a string, a finite number, true, false or null, but found "NaN". Correct the pattern.',
      ],
      [
        { source: [{ wildcard: "a**b" }] },
        'event pattern, source[0].wildcard: Expected no two wildcards in a row, but found "a**b". Correct the pattern. EventBridge says: Consecutive wildcard characters at pos 2.',
      ],
    ];
    for (const [pattern, message] of patterns) {
      refusesRule(pattern, "jobs", `app/every, ${message}`);
    }
  });

  it("more environment variables than Lambda takes, but for those that only Terraform knows", () => {
    refuses(
      "app/hello: Expected environment variables of at most 4096 bytes together, Lambda's limit, but found 4109 bytes. " +
        "Put what is large into a layer or an object that the function reads.",
      (stack) => {
        const environment = { LATE: new Queue(stack, "jobs").arn, TEXT: "x".repeat(4088) };
        new LambdaFunction(stack, "hello", { entry: fixture("hello/handler.ts"), environment });
      },
    );
  });

  it("an event pattern that is too long", () => {
    refusesRule(
      { source: ["x".repeat(3000)] },
      "jobs",
      "app/every: Expected an event pattern of at most 2048 characters, EventBridge's limit, but found 3015. " +
        "Split it into several rules.",
    );
  });

  it("an input transformer's names and paths", () => {
    const message = (expected: string, found: string, advice: string) =>
      `input transformer: Expected ${expected}, but found ${found}. ${advice}`;
    refuses(
      message(
        "a name of letters, digits, - and _ that does not start with AWS",
        '"aws.events"',
        "Rename the path.",
      ),
      () => transform({ "aws.events": "$.id" }, (event) => event),
    );
    refuses(
      message(
        'a JSON path for "id", such as $.detail',
        '"id"',
        "Start it with `$.`, and join field names with dots.",
      ),
      () => transform({ id: "id" }, (event) => event),
    );
  });
});
