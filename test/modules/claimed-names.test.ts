import assert from "node:assert/strict";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import type { App } from "cdktf";
import { EventBus } from "../../modules/event-bus.ts";
import { LambdaFunction } from "../../modules/lambda-function.ts";
import { Queue } from "../../modules/queue.ts";
import { StateMachine } from "../../modules/state-machine.ts";
import { workflow } from "../../modules/workflow/workflow.ts";
import { fixture } from "./fixture.ts";
import { refuses } from "./refuses.ts";
import { declareStack, synthesizedStack, temporaryApp } from "./synthesized-app.ts";

/** What an app of several stacks ends with. */
function synth(declare: (app: App) => void): void {
  const app = temporaryApp();
  try {
    app.synth(declare);
  } finally {
    app.remove();
  }
}

describe("a name in AWS", () => {
  it("that two stacks derive alike is refused", () => {
    const message =
      'images-dev/x: Expected one bus with the name "images-dev-x" in AWS, but found images/dev-x, whose name is the ' +
      'same. Give one of the two another id, or a "name".';
    assert.throws(
      () =>
        synth((app) => {
          declareStack(app, (stack) => void new EventBus(stack, "dev-x"), "images");
          declareStack(app, (stack) => void new EventBus(stack, "x"), "images-dev");
        }),
      { name: "UserError", message },
    );
  });

  it("that was asked for twice in a stack is refused", () => {
    refuses(
      'app/two: Expected one queue with the name "jobs" in AWS, but found app/one, whose name is the same. ' +
        'Give one of the two another id, or a "name".',
      (stack) => {
        new Queue(stack, "one", { name: "jobs", deadLetterQueue: false });
        new Queue(stack, "two", { name: "jobs", deadLetterQueue: false });
      },
    );
  });

  it("that was asked for and is derived elsewhere in the stack is refused", () => {
    refuses(
      'app/two: Expected one bus with the name "app-two" in AWS, but found app/one, whose name is the same. ' +
        'Give one of the two another id, or a "name".',
      (stack) => {
        new EventBus(stack, "one", { name: "app-two" });
        new EventBus(stack, "two");
      },
    );
  });

  it("is refused to the roles of things of two kinds", () => {
    refuses(
      'app/a_b: Expected one role with the name "app-a-b" in AWS, but found app/a-b, whose name is the same. ' +
        'Give one of the two another id, or a "name".',
      (stack) => {
        new LambdaFunction(stack, "a-b", { entry: fixture("hello/handler.ts") });
        new StateMachine(stack, "a_b", { workflow: workflow({}, (steps) => steps.succeed("Done")) });
      },
    );
  });

  it("may be asked for once by each provider, and by each stack", () => {
    const { resource } = synthesizedStack((stack) => {
      const west = new AwsProvider(stack, "west", { region: "us-west-2", alias: "west" });
      new EventBus(stack, "here", { name: "news" });
      new EventBus(stack, "there", { name: "news", provider: west });
    });
    assert.deepEqual(resource.aws_cloudwatch_event_bus, {
      here: { name: "news" },
      there: { name: "news", provider: "aws.west" },
    });
    synth((app) => {
      for (const name of ["dev", "prod"]) {
        declareStack(app, (stack) => void new EventBus(stack, "bus", { name: "news" }), name);
      }
    });
  });
});
